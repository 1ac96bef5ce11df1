-- What each film is about, how it looks and sounds, how it feels: three public tables with the best valid result a film
-- (the app's columns and ours), and the private table of the work, by content key.
--
-- Some installations have the three tables with movie_id as text. It becomes uuid with the foreign key; rows that are no
-- film's, and older rows of a film that has two, move to cineai.<table>_orphans, so that no row is lost.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

do $$
declare
    analysis text;
    orphans  text;
    mood     text;
begin
    foreach analysis in array array['movie_cinematic_styles', 'movie_thematic_profiles', 'movie_emotional_journeys']
    loop
        continue when to_regclass('public.' || analysis) is null;

        -- A film may have one journey for each mood; of the others it has one row.
        mood := case analysis when 'movie_emotional_journeys' then 'to_jsonb(t) ->> ''user_mood_context''' else 'null' end;
        orphans := analysis || '_orphans';

        execute format($q$
            create temporary table unplaced on commit drop as
            select t.ctid as place,
                   case when m.id is null then 'no film has this id' else 'the film has a newer row' end as why
              from (select t.*,
                           t.movie_id::text as film,
                           row_number() over (partition by lower(btrim(t.movie_id::text)), %2$s
                                                  order by coalesce(to_jsonb(t) ->> 'updated_at',
                                                                    to_jsonb(t) ->> 'last_analyzed',
                                                                    to_jsonb(t) ->> 'created_at') desc nulls last,
                                                           t.ctid desc) as nth,
                           t.ctid
                      from public.%1$I t) t
              left join public.movies m
                on m.id::text = lower(btrim(t.film))
             where m.id is null
                or t.nth > 1
            $q$, analysis, mood);

        if exists (select from unplaced) then
            execute format('create table if not exists cineai.%I (
                                movie_id text,
                                original jsonb not null,
                                reason   text not null,
                                moved_at timestamptz not null default now())', orphans);
            execute format('alter table cineai.%I enable row level security', orphans);
            execute format($q$
                with moved as (delete from public.%1$I t
                                using unplaced u
                                where t.ctid = u.place
                               returning t.movie_id::text as movie_id, to_jsonb(t) as original, u.why)
                insert into cineai.%2$I (movie_id, original, reason)
                select movie_id, original, why from moved
                $q$, analysis, orphans);
        end if;
        drop table unplaced;

        if 'uuid'::regtype <> (select atttypid
                                 from pg_catalog.pg_attribute
                                where attrelid = ('public.' || analysis)::regclass
                                  and attname = 'movie_id') then
            execute format('alter table public.%I
                                alter column movie_id drop default,
                                alter column movie_id type uuid using lower(btrim(movie_id::text))::uuid', analysis);
        end if;

        if not exists (select
                         from pg_catalog.pg_constraint
                        where conrelid = ('public.' || analysis)::regclass
                          and confrelid = 'public.movies'::regclass
                          and contype = 'f') then
            execute format('alter table public.%I
                                add constraint %I foreign key (movie_id)
                                references public.movies (id) on delete cascade',
                           analysis, 'cineai_' || analysis || '_movie_fkey');
        end if;
    end loop;
end
$$;

create table if not exists public.movie_cinematic_styles (
    movie_id               uuid primary key references public.movies (id) on delete cascade,
    visual_characteristics jsonb,
    camera_work            jsonb,
    editing_style          jsonb,
    sound_design           jsonb,
    production_design      jsonb,
    style_influences       jsonb,
    innovations            jsonb,
    focus_areas            text[],
    confidence             real,
    created_at             timestamptz not null default now(),
    updated_at             timestamptz not null default now()
);

create table if not exists public.movie_thematic_profiles (
    movie_id              uuid primary key references public.movies (id) on delete cascade,
    psychological_themes  jsonb,
    narrative_structure   jsonb,
    emotional_journey     jsonb,
    visual_motifs         jsonb,
    cinematic_style       jsonb,
    cultural_context      jsonb,
    genre_themes          jsonb,
    atmospheric_qualities jsonb,
    confidence            real,
    last_analyzed         timestamptz,
    created_at            timestamptz not null default now(),
    updated_at            timestamptz not null default now()
);

create table if not exists public.movie_emotional_journeys (
    id                 uuid primary key default gen_random_uuid(),
    movie_id           uuid not null references public.movies (id) on delete cascade,
    overall_pattern    text,
    emotional_beats    jsonb,
    climactic_moment   jsonb,
    resolution         jsonb,
    intensity_score    real,
    cathartic_elements jsonb,
    user_mood_context  text,
    confidence         real,
    created_at         timestamptz not null default now(),
    updated_at         timestamptz not null default now()
);

do $$
declare
    missing record;
begin
    for missing in
        select wanted.*
          from (select analysis as tbl, col, type, rule
                  from unnest(array['movie_cinematic_styles', 'movie_thematic_profiles', 'movie_emotional_journeys']) as analysis,
                       (values ('confidence', 'real', 'confidence between 0 and 1'),
                               ('provider', 'text', null),
                               ('model', 'text', null),
                               ('prompt_version', 'text', null),
                               ('analyzed_at', 'timestamptz', null),
                               ('expires_at', 'timestamptz', null),
                               ('created_at', 'timestamptz default now()', null),
                               ('updated_at', 'timestamptz default now()', null)) as common (col, type, rule)
                union all
                values ('movie_cinematic_styles', 'overall_style_score', 'double precision', 'overall_style_score between 0 and 1'),
                       ('movie_cinematic_styles', 'cinematography', 'jsonb', 'jsonb_typeof(cinematography) = ''object'''),
                       ('movie_thematic_profiles', 'themes', 'text[]', null),
                       ('movie_thematic_profiles', 'complexity_score', 'double precision', 'complexity_score between 0 and 1'),
                       ('movie_thematic_profiles', 'cultural_context', 'jsonb', null),
                       ('movie_emotional_journeys', 'user_mood_context', 'text', null),
                       ('movie_emotional_journeys', 'overall_emotional_intensity', 'double precision', 'overall_emotional_intensity between 0 and 1'),
                       ('movie_emotional_journeys', 'overall_pattern', 'text', null),
                       ('movie_emotional_journeys', 'valence_curve', 'real[]', '-1 <= all (valence_curve) and 1 >= all (valence_curve)')) as wanted
         where not exists (select
                             from pg_catalog.pg_attribute a
                            where a.attrelid = ('public.' || wanted.tbl)::regclass
                              and a.attname = wanted.col
                              and not a.attisdropped)
    loop
        execute format('alter table public.%I add column %I %s', missing.tbl, missing.col, missing.type);
        if missing.rule is not null then
            execute format('alter table public.%I add constraint %I check (%s) not valid',
                           missing.tbl, 'cineai_' || missing.tbl || '_' || missing.col || '_check', missing.rule);
        end if;
    end loop;
end
$$;

-- One row a film to write to: conflict target (movie_id), and for journeys (movie_id) where user_mood_context is null.
do $$
declare
    analysis text;
begin
    foreach analysis in array array['movie_cinematic_styles', 'movie_thematic_profiles']
    loop
        if not exists (select
                         from pg_catalog.pg_index i
                         join pg_catalog.pg_attribute a
                           on a.attrelid = i.indrelid
                          and a.attnum = i.indkey[0]
                        where i.indrelid = ('public.' || analysis)::regclass
                          and i.indisunique
                          and i.indnkeyatts = 1
                          and i.indpred is null
                          and a.attname = 'movie_id') then
            execute format('create unique index %I on public.%I (movie_id)', 'cineai_' || analysis || '_film', analysis);
        end if;
    end loop;

    -- Where the app allows a film only one journey, that one stands for every mood.
    if exists (select
                 from pg_catalog.pg_index i
                 join pg_catalog.pg_attribute a
                   on a.attrelid = i.indrelid
                  and a.attnum = i.indkey[0]
                where i.indrelid = 'public.movie_emotional_journeys'::regclass
                  and i.indisunique
                  and i.indnkeyatts = 1
                  and i.indpred is null
                  and a.attname = 'movie_id') then
        update public.movie_emotional_journeys
           set user_mood_context = null
         where user_mood_context is not null;
    end if;
end
$$;

create unique index if not exists cineai_movie_emotional_journeys_film
    on public.movie_emotional_journeys (movie_id)
 where user_mood_context is null;

create index if not exists cineai_movie_thematic_profiles_themes
    on public.movie_thematic_profiles using gin (themes);

create index if not exists cineai_movie_cinematic_styles_category
    on public.movie_cinematic_styles ((cinematography ->> 'style_category'), overall_style_score desc);

create index if not exists cineai_movie_emotional_journeys_pattern
    on public.movie_emotional_journeys (overall_pattern);

alter table public.movie_cinematic_styles enable row level security;
alter table public.movie_thematic_profiles enable row level security;
alter table public.movie_emotional_journeys enable row level security;

comment on column public.movie_cinematic_styles.overall_style_score is 'How distinctive the style is. Range 0 to 1.';
comment on column public.movie_cinematic_styles.cinematography is
    'Holds style_category. Filter with cinematography->>style_category: with -> the client must send "neo_noir" in quotes.';
comment on column public.movie_thematic_profiles.complexity_score is 'How much the film asks of its viewer. Range 0 to 1.';
comment on column public.movie_emotional_journeys.valence_curve is
    'How pleasant the film feels at equal steps of its length. Range -1 to 1.';

create table if not exists cineai.movie_analyses (
    key            text primary key,
    movie_id       uuid not null references public.movies (id) on delete cascade,
    kind           text not null check (kind in ('style', 'thematic', 'emotional')),
    depth          text not null check (depth in ('basic', 'detailed', 'comprehensive')),
    focus          text[] not null default '{}',
    provider       text not null,
    model          text not null,
    prompt_version text not null,
    input_hash     text not null,
    state          text not null default 'pending' check (state in ('pending', 'in_progress', 'ready', 'failed')),
    claim_token    uuid,
    leased_until   timestamptz,
    attempts       int not null default 0 check (attempts >= 0),
    result         jsonb,
    last_error     text,
    analyzed_at    timestamptz,
    expires_at     timestamptz,
    created_at     timestamptz not null default now(),
    constraint movie_analyses_claim_check
        check (state <> 'in_progress' or (claim_token is not null and leased_until is not null)),
    constraint movie_analyses_ready_check
        check (state <> 'ready' or (result is not null and expires_at is not null))
);

alter table cineai.movie_analyses enable row level security;

create index if not exists movie_analyses_film
    on cineai.movie_analyses (movie_id, kind);
create index if not exists movie_analyses_expiring
    on cineai.movie_analyses (expires_at)
 where state = 'ready';
create index if not exists movie_analyses_leased
    on cineai.movie_analyses (leased_until)
 where state = 'in_progress';

comment on table cineai.movie_analyses is
    'Work and results of the film analyses. The key is a hash of film, kind, depth and focus, prompt version, model and input.';
