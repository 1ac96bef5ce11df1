-- Calls to language models, bounded: limits, reservations that a crash gives back, a breaker that all workers share, batches that one
-- worker at a time sees to, what models take and cost, and which films users brought, so that nobody spends money by inserting rows.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

-- Limits stand apart from what was spent: a new hour, day or month has the same ones.
create table if not exists cineai.llm_limits (
    feature text not null,
    period  text not null check (period in ('hour', 'day', 'month')),
    calls   bigint check (calls >= 0),
    tokens  bigint check (tokens >= 0),
    usd     numeric(14, 8) check (usd >= 0),
    primary key (feature, period)
);

alter table cineai.llm_limits enable row level security;

comment on table cineai.llm_limits is
    'What may be spent: of all features together (feature ''*'') and of single ones. Null is no limit, and so is no row. calls are '
    'single calls; requests in a batch count in tokens and usd.';

insert into cineai.llm_limits (feature, period, calls, usd)
values ('*', 'hour', 250, null),
       ('*', 'day', null, 5),
       ('*', 'month', null, 50)
on conflict (feature, period) do nothing;

alter table cineai.llm_budget
    drop column if exists calls_limit,
    drop column if exists tokens_limit,
    drop column if exists usd_limit;

comment on table cineai.llm_budget is 'What was spent and is reserved in each period (UTC); feature ''*'' is all together.';

-- A reservation is of the periods in which it was made. Its lease ends where its worker does not settle: then it is free again.
create table if not exists cineai.llm_reservations (
    id           uuid primary key default gen_random_uuid(),
    run_id       uuid,
    feature      text not null,
    provider     text not null,
    model        text not null,
    calls        int not null check (calls >= 0),
    tokens       bigint not null check (tokens >= 0),
    usd          numeric(14, 8) not null check (usd >= 0),
    leased_until timestamptz not null,
    created_at   timestamptz not null default clock_timestamp()
);

alter table cineai.llm_reservations enable row level security;

create index if not exists llm_reservations_leased
    on cineai.llm_reservations (leased_until);

-- A call whose worker died may have been billed: it is lost, and seen.
alter table cineai.llm_calls
    drop constraint if exists llm_calls_outcome_check,
    add constraint llm_calls_outcome_check
        check (outcome in ('succeeded', 'refused', 'malformed', 'cut_off', 'rate_limited', 'overloaded', 'timed_out',
                           'over_budget', 'failed', 'lost'));

create unique index if not exists llm_calls_batch_item
    on cineai.llm_calls (batch_intent, analysis_key)
 where batch_intent is not null;

alter table cineai.llm_cooldown
    add column if not exists failures    int not null default 0 check (failures >= 0),
    add column if not exists probe_until timestamptz;

comment on table cineai.llm_cooldown is
    'No worker calls this model (''*'': any of the provider) before until. failures in a row open the breaker; when its time is over one '
    'worker tries, until probe_until, before all do.';

alter table cineai.llm_batches
    add column if not exists prompt_version text,
    add column if not exists reservation  uuid,
    add column if not exists claim_token  uuid,
    add column if not exists leased_until timestamptz;

comment on column cineai.llm_batches.items is
    'Each: customId, the key of the analysis, its film, the claim token of its row, tokens and usd reserved.';

alter table cineai.movie_analyses
    add column if not exists judged       int not null default 0 check (judged >= 0),
    add column if not exists batch_intent uuid;

comment on column cineai.movie_analyses.judged is 'Answers that broke a rule. After the second the analysis has failed.';
comment on column cineai.movie_analyses.batch_intent is 'The batch that it is asked in, while it is.';

-- What a model takes, so that nothing is sent which it refuses; an installation adds rows for models of its own.
create table if not exists cineai.llm_models (
    provider           text not null,
    model              text not null,
    structured_output  boolean not null,
    effort             boolean not null,
    batches            boolean not null,
    max_output_tokens  int not null check (max_output_tokens > 0),
    cached_from_tokens int not null default 0 check (cached_from_tokens >= 0),
    thinking_tokens    int not null default 0 check (thinking_tokens >= 0),
    source             text not null,
    primary key (provider, model)
);

alter table cineai.llm_models enable row level security;

comment on column cineai.llm_models.cached_from_tokens is
    'Shortest beginning of a prompt that the provider remembers, where known or assumed; for estimates only, bills are read from usage.';

insert into cineai.llm_models
       (provider, model, structured_output, effort, batches, max_output_tokens, cached_from_tokens, thinking_tokens, source)
select 'anthropic', m.model, true, m.effort, true, m.longest, m.cached_from, m.thinking, m.source
  from (values
        ('claude-haiku-5-5', true, 128000, 1024, 130, 'model page 2026-10; cache from: assumed'),
        ('claude-sonnet-5-5', true, 128000, 1024, 200, 'model page 2026-10; cache from: assumed'),
        ('claude-opus-5-5', true, 128000, 512, 300, 'model page 2026-10; cache from: as Opus 5'),
        ('claude-fable-5-1', true, 128000, 512, 300, 'model page 2026-10; cache from: as Fable 5'),
        ('claude-opus-5', true, 128000, 512, 300, 'model page 2026-07'),
        ('claude-sonnet-5', true, 128000, 1024, 200, 'model page 2026-07; cache from: assumed'),
        ('claude-opus-4-8', true, 128000, 1024, 300, 'model page 2026-07'),
        ('claude-opus-4-7', true, 128000, 4096, 300, 'model page 2026-07'),
        ('claude-opus-4-6', true, 128000, 4096, 300, 'model page 2026-07'),
        ('claude-sonnet-4-6', true, 64000, 2048, 200, 'model page 2026-07'),
        ('claude-haiku-4-5', false, 64000, 4096, 0, 'model page 2026-07'),
        ('claude-haiku-4-5-20251001', false, 64000, 4096, 0, 'model page 2026-07'))
       as m (model, effort, longest, cached_from, thinking, source)
on conflict (provider, model) do nothing;

insert into cineai.llm_prices
       (provider, model, valid_from, prompt_tokens_from, input_usd, output_usd, cache_read_usd, cache_write_usd,
        cache_write_1h_usd, batch_factor, source)
select 'anthropic', p.model, p.valid_from::date, p.prompt_from, p.input, p.output, p.read, p.input * 1.25, p.input * 2, 0.5, p.source
  from (values
        ('claude-haiku-5-5', '2026-10-07', 0, 0.10, 0.50, 0.01, 'pricing page 2026-10'),
        ('claude-haiku-5-5', '2026-10-07', 100001, 0.50, 2.50, 0.05, 'pricing page 2026-10; cache: by the same factors'),
        ('claude-sonnet-5-5', '2026-09-28', 0, 2, 10, 0.20, 'pricing page 2026-10'),
        ('claude-sonnet-5-5', '2026-10-07', 0, 2, 10, 0.10, 'pricing page 2026-10; cache read: secondary'),
        ('claude-opus-5-5', '2026-09-22', 0, 4, 20, 0.20, 'pricing page 2026-10; cache read: secondary'),
        ('claude-fable-5-1', '2026-09-01', 0, 10, 50, 0.25, 'pricing page 2026-10'),
        ('claude-opus-5', '2026-01-01', 0, 5, 25, 0.50, 'pricing page 2026-10'),
        ('claude-sonnet-5', '2026-01-01', 0, 2, 10, 0.20, 'pricing page 2026-10'),
        ('claude-opus-4-8', '2026-01-01', 0, 5, 25, 0.50, 'pricing page 2026-10'),
        ('claude-opus-4-7', '2026-01-01', 0, 5, 25, 0.50, 'pricing page 2026-10'),
        ('claude-opus-4-6', '2026-01-01', 0, 5, 25, 0.50, 'pricing page 2026-10'),
        ('claude-sonnet-4-6', '2026-01-01', 0, 3, 15, 0.30, 'pricing page 2026-10'),
        ('claude-haiku-4-5', '2026-01-01', 0, 1, 5, 0.10, 'pricing page 2026-10'),
        ('claude-haiku-4-5-20251001', '2026-01-01', 0, 1, 5, 0.10, 'pricing page 2026-10'))
       as p (model, valid_from, prompt_from, input, output, read, source)
on conflict (provider, model, valid_from, prompt_tokens_from) do nothing;

-- Frees reservations whose lease is over. Called with the budget of this moment locked; that of their own time is locked before they
-- are, as whoever settles one does.
create or replace function cineai.llm_free_lost(p_now timestamptz) returns void
    language plpgsql
    volatile
    set search_path = ''
as $$
begin
    perform b.feature
       from cineai.llm_budget b
      where exists (select
                      from cineai.llm_reservations r
                     where r.leased_until < p_now
                       and b.feature in ('*', r.feature)
                       and b.starts_at = date_trunc(b.period, r.created_at, 'UTC'))
      order by b.starts_at, b.period desc, b.feature
        for update;

    with lost as (
        delete from cineai.llm_reservations r
         where r.leased_until < p_now
        returning r.*),
    seen as (
        insert into cineai.llm_calls (run_id, feature, provider, model, outcome, called_at)
        select l.run_id, l.feature, l.provider, l.model, 'lost', l.created_at
          from lost l
         where l.calls > 0),
    freed as (
        select f.feature, p.period, date_trunc(p.period, l.created_at, 'UTC') as starts_at,
               sum(l.calls) as calls, sum(l.tokens) as tokens, sum(l.usd) as usd
          from lost l
         cross join (values ('hour'), ('day'), ('month')) as p (period)
         cross join lateral (values ('*'), (l.feature)) as f (feature)
         group by 1, 2, 3)
    update cineai.llm_budget b
       set calls_reserved = greatest(0, b.calls_reserved - f.calls),
           tokens_reserved = greatest(0, b.tokens_reserved - f.tokens),
           usd_reserved = greatest(0, b.usd_reserved - f.usd)
      from freed f
     where b.feature = f.feature
       and b.period = f.period
       and b.starts_at = f.starts_at;
end
$$;

-- The budget's rows of this moment, made where they are missing and locked in one order: who reserves and who settles wait for each
-- other here, and nowhere else.
create or replace function cineai.llm_lock_budget(p_feature text, p_at timestamptz) returns void
    language plpgsql
    volatile
    set search_path = ''
as $$
begin
    insert into cineai.llm_budget (feature, period, starts_at)
    select f.feature, p.period, date_trunc(p.period, p_at, 'UTC')
      from (values ('*'), (p_feature)) as f (feature)
     cross join (values ('month'), ('day'), ('hour')) as p (period)
     where not exists (select
                         from cineai.llm_budget b
                        where b.feature = f.feature
                          and b.period = p.period
                          and b.starts_at = date_trunc(p.period, p_at, 'UTC'))
     order by p.period desc, f.feature
    on conflict (feature, period, starts_at) do nothing;

    perform b.feature
       from cineai.llm_budget b
      where b.feature in ('*', p_feature)
        and b.starts_at = date_trunc(b.period, p_at, 'UTC')
      order by b.period desc, b.feature
        for update;
end
$$;

-- Reserves the worst case of a call, or says what forbids it and until when. A model that answered "wait", or failed too often, is left
-- alone; the first to come when that is over tries alone.
create or replace function cineai.llm_reserve(
    p_feature  text,
    p_provider text,
    p_model    text,
    p_calls    int,
    p_tokens   bigint,
    p_usd      numeric,
    p_lease    interval,
    p_run      uuid,
    p_breaker  int
) returns table (reservation uuid, closed_by text, closed_until timestamptz)
    language plpgsql
    volatile
    set search_path = ''
as $$
declare
    moment timestamptz := clock_timestamp();
begin
    perform cineai.llm_lock_budget(p_feature, moment);
    perform cineai.llm_free_lost(moment);

    select null, c.reason, greatest(c.until, case when c.failures >= p_breaker then c.probe_until end)
      into reservation, closed_by, closed_until
      from cineai.llm_cooldown c
     where c.provider = p_provider
       and c.model in ('*', p_model)
       and (c.until > moment or c.failures >= p_breaker and c.probe_until > moment)
     order by 3 desc
     limit 1;
    if found then
        return next;
        return;
    end if;

    select null,
           concat_ws(' ', 'budget:', of.what, 'of', b.feature, 'this', b.period),
           case when of.spent + of.asked > of.most
                then (date_trunc(b.period, moment at time zone 'UTC') + ('1 ' || b.period)::interval) at time zone 'UTC'
                -- Only what is reserved stands in the way, and most of it will come back.
                else moment + interval '2 seconds'
           end
      into reservation, closed_by, closed_until
      from cineai.llm_limits l
      join cineai.llm_budget b
        on b.feature = l.feature
       and b.period = l.period
       and b.starts_at = date_trunc(l.period, moment, 'UTC')
     cross join lateral (values ('calls', l.calls::numeric, b.calls::numeric, b.calls_reserved::numeric, p_calls::numeric),
                                ('tokens', l.tokens, b.tokens, b.tokens_reserved, p_tokens),
                                ('usd', l.usd, b.usd, b.usd_reserved, p_usd)) as of (what, most, spent, reserved, asked)
     where l.feature in ('*', p_feature)
       and of.asked > 0
       and of.spent + of.reserved + of.asked > of.most
     order by 3 desc
     limit 1;
    if found then
        return next;
        return;
    end if;

    update cineai.llm_cooldown c
       set probe_until = moment + least(p_lease, interval '2 minutes')
     where c.provider = p_provider
       and c.model in ('*', p_model)
       and c.failures >= p_breaker;

    insert into cineai.llm_reservations as r (run_id, feature, provider, model, calls, tokens, usd, leased_until, created_at)
    values (p_run, p_feature, p_provider, p_model, p_calls, p_tokens, p_usd, moment + p_lease, moment)
    returning r.id into reservation;

    update cineai.llm_budget b
       set calls_reserved = b.calls_reserved + p_calls,
           tokens_reserved = b.tokens_reserved + p_tokens,
           usd_reserved = b.usd_reserved + p_usd
     where b.feature in ('*', p_feature)
       and b.starts_at = date_trunc(b.period, moment, 'UTC');

    closed_by := null;
    closed_until := null;
    return next;
end
$$;

-- Books what was spent, and gives back what was reserved for it: all of the reservation, or the part of one request of a batch. What was
-- spent is booked also where the reservation is gone: its lease may have ended before its call did.
create or replace function cineai.llm_settle(
    p_reservation uuid,
    p_feature     text,
    p_calls       bigint,
    p_tokens      bigint,
    p_usd         numeric,
    p_part_tokens bigint default null,
    p_part_usd    numeric default null
) returns boolean
    language plpgsql
    volatile
    set search_path = ''
as $$
declare
    made  timestamptz;
    known boolean;
    freed cineai.llm_reservations;
begin
    select r.created_at into made from cineai.llm_reservations r where r.id = p_reservation;
    known := found;
    made := coalesce(made, clock_timestamp());
    perform cineai.llm_lock_budget(p_feature, made);

    if p_part_usd is null then
        delete from cineai.llm_reservations r where r.id = p_reservation returning r.* into freed;
    else
        select r.* into freed from cineai.llm_reservations r where r.id = p_reservation for update;
        if found then
            freed.calls := 0;
            freed.tokens := least(freed.tokens, p_part_tokens);
            freed.usd := least(freed.usd, p_part_usd);
            update cineai.llm_reservations r
               set tokens = r.tokens - freed.tokens, usd = r.usd - freed.usd
             where r.id = p_reservation;
        end if;
    end if;

    update cineai.llm_budget b
       set calls = b.calls + p_calls,
           tokens = b.tokens + p_tokens,
           usd = b.usd + p_usd,
           calls_reserved = greatest(0, b.calls_reserved - coalesce(freed.calls, 0)),
           tokens_reserved = greatest(0, b.tokens_reserved - coalesce(freed.tokens, 0)),
           usd_reserved = greatest(0, b.usd_reserved - coalesce(freed.usd, 0))
     where b.feature in ('*', p_feature)
       and b.starts_at = date_trunc(b.period, made, 'UTC');
    return known;
end
$$;

comment on function cineai.llm_settle(uuid, text, bigint, bigint, numeric, bigint, numeric) is
    'False where the reservation was there no more; what was spent is booked all the same.';

-- Films that users of the app inserted, by whom. A film of one's own costs money only once somebody else cares for it.
create table if not exists cineai.user_films (
    movie_id    uuid primary key references public.movies (id) on delete cascade,
    inserted_by uuid references auth.users (id) on delete set null
);

alter table cineai.user_films enable row level security;

create index if not exists user_films_user
    on cineai.user_films (inserted_by);

create or replace function cineai.note_user_films() returns trigger
    language plpgsql
    security definer
    set search_path = ''
as $$
begin
    if auth.uid() is not null then
        insert into cineai.user_films (movie_id, inserted_by)
        select n.id, auth.uid() from inserted n
        on conflict (movie_id) do nothing;
    end if;
    return null;
exception
    -- The user's own write never fails because of us.
    when others then
        raise warning 'film of a user not noted: %', sqlerrm;
        return null;
end
$$;

do $$
begin
    if not exists (select
                     from pg_catalog.pg_trigger
                    where tgrelid = 'public.movies'::regclass
                      and tgname = 'cineai_note_user_films') then
        create trigger cineai_note_user_films
            after insert on public.movies
            referencing new table as inserted
            for each statement execute function cineai.note_user_films();
    end if;
end
$$;

-- The app's columns that an installation may lack.
do $$
declare
    missing record;
begin
    for missing in
        select wanted.*
          from (select 'movie_cinematic_styles' as tbl, col, case col when 'focus_areas' then 'text[]' else 'jsonb' end as type
                  from unnest(array['visual_characteristics', 'camera_work', 'editing_style', 'sound_design', 'production_design',
                                    'style_influences', 'innovations', 'focus_areas']) as col
                union all
                select 'movie_thematic_profiles', col, case col when 'last_analyzed' then 'timestamptz' else 'jsonb' end
                  from unnest(array['psychological_themes', 'narrative_structure', 'emotional_journey', 'visual_motifs',
                                    'cinematic_style', 'genre_themes', 'atmospheric_qualities', 'last_analyzed']) as col
                union all
                select 'movie_emotional_journeys', col, case col when 'intensity_score' then 'real' else 'jsonb' end
                  from unnest(array['emotional_beats', 'climactic_moment', 'resolution', 'intensity_score',
                                    'cathartic_elements']) as col) as wanted
         where not exists (select
                             from pg_catalog.pg_attribute a
                            where a.attrelid = ('public.' || wanted.tbl)::regclass
                              and a.attname = wanted.col
                              and not a.attisdropped)
    loop
        execute format('alter table public.%I add column %I %s', missing.tbl, missing.col, missing.type);
    end loop;
end
$$;

-- Who may what: the worker, and nobody else. Money is set by who owns the database: a worker reads limits, models and prices.
do $$
declare
    ours regclass;
begin
    foreach ours in array array[
        'cineai.llm_limits',
        'cineai.llm_models',
        'cineai.llm_prices',
        'cineai.llm_reservations',
        'cineai.user_films'
    ]::regclass[]
    loop
        execute format('revoke all on %s from public, anon, authenticated, service_role, cineai_reader, cineai_worker', ours);
        execute format('drop policy if exists cineai_worker_writes on %s', ours);
        execute format('drop policy if exists cineai_worker_reads on %s', ours);
        if ours = 'cineai.llm_reservations'::regclass then
            execute format('grant select, insert, update, delete on %s to cineai_worker', ours);
            execute format('create policy cineai_worker_writes on %s for all to cineai_worker using (true) with check (true)', ours);
        else
            execute format('grant select on %s to cineai_worker', ours);
            execute format('create policy cineai_worker_reads on %s for select to cineai_worker using (true)', ours);
        end if;
    end loop;
end
$$;

revoke all on function cineai.llm_free_lost(timestamptz) from public, anon, authenticated, service_role;
revoke all on function cineai.llm_lock_budget(text, timestamptz) from public, anon, authenticated, service_role;
revoke all on function cineai.llm_reserve(text, text, text, int, bigint, numeric, interval, uuid, int)
    from public, anon, authenticated, service_role;
revoke all on function cineai.llm_settle(uuid, text, bigint, bigint, numeric, bigint, numeric)
    from public, anon, authenticated, service_role;
revoke all on function cineai.note_user_films() from public, anon, authenticated, service_role;
grant execute on function cineai.llm_free_lost(timestamptz) to cineai_worker;
grant execute on function cineai.llm_lock_budget(text, timestamptz) to cineai_worker;
grant execute on function cineai.llm_reserve(text, text, text, int, bigint, numeric, interval, uuid, int) to cineai_worker;
grant execute on function cineai.llm_settle(uuid, text, bigint, bigint, numeric, bigint, numeric) to cineai_worker;
