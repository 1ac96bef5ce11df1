-- Lists: one row a film in recommendations, which the app reads (and, by its own policy, may write: nothing trusts it),
-- and one ready response a user in recommendation_feeds, which the read function sends as it is.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

do $$
begin
    if to_regclass('public.recommendations') is null then
        create table public.recommendations (
            id         uuid primary key default gen_random_uuid(),
            user_id    uuid not null references auth.users (id) on delete cascade,
            movie_id   uuid not null references public.movies (id) on delete cascade,
            score      numeric(3, 2) not null check (score between 0 and 1),
            reason     text,
            created_at timestamptz not null default now(),
            unique (user_id, movie_id)
        ) with (fillfactor = 50);
        alter table public.recommendations enable row level security;
        revoke all on public.recommendations from public, anon, authenticated;
        -- No index holds rank or score: a user has 200 rows at most, found by the unique index and sorted in no time,
        -- and a new order of the same films is then an update in place.
    end if;
end
$$;

-- Nullable, all of them: the app may insert rows of its own. The rules are validated by V013.
do $$
declare
    missing record;
begin
    for missing in
        select wanted.*
          from (values ('rank', 'int', 'rank >= 1'),
                       ('status', 'text default ''ready''', 'status in (''ready'', ''in_progress'', ''failed'')'),
                       ('algorithm_used', 'text', null),
                       ('thematic_factors', 'jsonb', null),
                       ('style_similarity_score', 'double precision', 'style_similarity_score between 0 and 1'),
                       ('emotional_alignment_score', 'double precision', 'emotional_alignment_score between 0 and 1'),
                       ('explanation', 'jsonb', null),
                       ('generation', 'bigint', 'generation >= 1'),
                       ('last_generated_at', 'timestamptz', null),
                       ('expires_at', 'timestamptz', null)) as wanted (col, type, rule)
         where not exists (select
                             from pg_catalog.pg_attribute a
                            where a.attrelid = 'public.recommendations'::regclass
                              and a.attname = wanted.col
                              and not a.attisdropped)
    loop
        execute format('alter table public.recommendations add column %I %s', missing.col, missing.type);
        if missing.rule is not null then
            execute format('alter table public.recommendations add constraint %I check (%s) not valid',
                           'cineai_recommendations_' || missing.col || '_check', missing.rule);
        end if;
    end loop;
end
$$;

-- movies(*) in a select through PostgREST needs exactly one foreign key; the app's own is kept, whatever its name.
do $$
begin
    if not exists (select
                     from pg_catalog.pg_constraint
                    where conrelid = 'public.recommendations'::regclass
                      and confrelid = 'public.movies'::regclass
                      and contype = 'f') then
        alter table public.recommendations
            add constraint cineai_recommendations_movie_fkey
            foreign key (movie_id) references public.movies (id) on delete cascade not valid;
    end if;
    if not exists (select
                     from pg_catalog.pg_constraint
                    where conrelid = 'public.recommendations'::regclass
                      and confrelid = 'auth.users'::regclass
                      and contype = 'f') then
        alter table public.recommendations
            add constraint cineai_recommendations_user_fkey
            foreign key (user_id) references auth.users (id) on delete cascade not valid;
    end if;
end
$$;

-- One sequence for all: a counter per user would restart when the user's row goes, and a repeated etag is a 304 for ever.
create sequence if not exists cineai.feed_generation as bigint;

create table if not exists public.recommendation_feeds (
    user_id        uuid primary key references auth.users (id) on delete cascade,
    generation     bigint not null check (generation >= 1),
    body           bytea not null,
    etag           text not null check (etag <> ''),
    hidden         uuid[] not null default '{}',
    algorithm_used text not null,
    input_digest   text not null,
    made_with      text not null,
    generated_at   timestamptz not null,
    checked_at     timestamptz not null,
    fresh_until    timestamptz not null
) with (toast_tuple_target = 8160, fillfactor = 50);

alter table public.recommendation_feeds enable row level security;

-- Inline and rewritten in place: measured against the default it does not grow and is read twice as fast.
alter table public.recommendation_feeds
    alter column body set storage main;

comment on table public.recommendation_feeds is
    'The ready response of each user, written in the statement that writes the rows of recommendations.';
comment on column public.recommendation_feeds.body is 'gzip of the JSON answer, at most 50 films.';
comment on column public.recommendation_feeds.etag is 'Hash of the content, so that an equal list keeps it.';
comment on column public.recommendation_feeds.hidden is 'Films dismissed since the generation; filtered out on read until the next one.';
comment on column public.recommendation_feeds.made_with is 'Limit, algorithm, factor and model version of the list; another wish makes it due.';
comment on column public.recommendation_feeds.generated_at is 'When the list last changed.';
comment on column public.recommendation_feeds.fresh_until is 'What the body promises.';
comment on column public.recommendation_feeds.checked_at is 'When it was last known to be right: freshness is here alone.';
