-- How it all does: views for whoever runs this, which monitor reads too, and the alerts that monitor keeps. What is read every five
-- minutes must stay cheap on big tables: counts are by index, and those of very many rows are the planner's estimate.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

-- Runs of all functions by time, and those that went wrong; there was only an index by function.
create index if not exists function_runs_started
    on cineai.function_runs (started_at desc);
create index if not exists function_runs_unsucceeded
    on cineai.function_runs (function, started_at desc)
 where status <> 'succeeded';

-- One row a condition, as it is now and as the channel was last told. told_open is what the channel believes: the two are brought together
-- by messages, and a message is claimed before it is sent.
create table if not exists cineai.alerts (
    key           text primary key check (key <> ''),
    service       text not null check (service <> ''),
    severity      text not null check (severity in ('notice', 'warning', 'critical')),
    text          text not null,
    figures       jsonb not null default '{}' check (jsonb_typeof(figures) = 'object'),
    first_seen    timestamptz not null,
    last_seen     timestamptz not null,
    resolved_at   timestamptz,
    checked_at    timestamptz not null,
    opened        int not null default 1 check (opened >= 1),
    told          int not null default 0 check (told >= 0),
    told_open     boolean not null default false,
    told_severity text check (told_severity in ('notice', 'warning', 'critical')),
    notified_at   timestamptz,
    claim_token   uuid,
    claimed_until timestamptz,
    constraint alerts_seen_check check (first_seen <= last_seen),
    constraint alerts_notified_check check ((told = 0) = (notified_at is null))
);

alter table cineai.alerts enable row level security;

comment on column cineai.alerts.first_seen is 'When the present trouble began, or the last one where it is over.';
comment on column cineai.alerts.resolved_at is 'When it was first seen to be over; null while it stands.';
comment on column cineai.alerts.checked_at is 'When it was last looked for: an older look changes nothing.';
comment on column cineai.alerts.opened is 'How often there was this trouble.';
comment on column cineai.alerts.told is 'Messages that were delivered; who sends the next one must have seen this number.';
comment on column cineai.alerts.told_open is 'Whether the channel was last told of trouble; false: of nothing, or that it is over.';
comment on column cineai.alerts.claimed_until is 'Somebody is sending a message until then. If it is not told by then, it is sent again.';

-- What a later look compares with.
create table if not exists cineai.status_samples (
    measured_at timestamptz primary key,
    list_rows   bigint not null check (list_rows >= 0),
    missed      bigint not null check (missed >= 0)
);

alter table cineai.status_samples enable row level security;

comment on table cineai.status_samples is 'One row a run of monitor, kept for a week.';

-- A definer function, because auth.users is not ours. By the indexes on the times of acts, not by a look at every user.
do $$
declare
    signed_in text := '';
begin
    if exists (select
                 from pg_catalog.pg_attribute
                where attrelid = 'auth.users'::regclass
                  and attname = 'last_sign_in_at'
                  and not attisdropped) then
        signed_in := 'select u.id from auth.users u where u.last_sign_in_at > p_from and u.last_sign_in_at <= p_to union ';
    end if;
    execute format($f$
        create or replace function cineai.active_users(p_from timestamptz, p_to timestamptz)
            returns setof uuid
            language sql
            stable
            rows 10000
            security definer
            set search_path = ''
        as $b$
            %s
            select r.user_id from public.ratings r where r.rated_at > p_from and r.rated_at <= p_to
            union
            select w.user_id from public.watchlist w where w.added_at > p_from and w.added_at <= p_to
            union
            select b.user_id
              from public.user_behavior_signals b
             where b.created_at > p_from
               and b.created_at <= p_to
               and b.user_id is not null
            union
            select f.user_id
              from public.recommendation_feedback f
             where f.received_at > p_from
               and f.received_at <= p_to
               and f.action <> 'impression'
        $b$
        $f$, signed_in);
end
$$;

comment on function cineai.active_users(timestamptz, timestamptz) is
    'Users who signed in or did something in this time. Of sign-ins only the last is known.';

-- Lists of active users. A list is half where it has less than half of the films that it was to have and could have.
create or replace function cineai.list_freshness(p_stale interval, p_grace interval)
    returns table (
        active     bigint,
        stale      bigint,
        no_list    bigint,
        half       bigint,
        oldest     timestamptz,
        feeds      bigint,
        list_rows  bigint,
        rows_exact boolean
    )
    language sql
    stable
    set search_path = ''
    set jit = off
as $$
    with films as (select count(*) as n from public.movies),
         size as (
            select max(reltuples) filter (where relname = 'recommendations') as list_rows,
                   max(reltuples) filter (where relname = 'recommendation_feeds') as feeds,
                   max(reltuples) <= 2000000 as exact
              from pg_catalog.pg_class
             where oid in ('public.recommendations'::regclass, 'public.recommendation_feeds'::regclass)),
         lists as materialized (
            select a.user_id,
                   f.user_id is null as missing,
                   f.checked_at,
                   coalesce(substring(f.made_with from '^[^/]*/(\d+)/')::int, 50) as wanted
              from cineai.active_users(now() - interval '30 days', now() - p_grace) as a (user_id)
              left join public.recommendation_feeds f
                on f.user_id = a.user_id),
         -- One pass over the index while it is short; else other two thousand lists each time.
         counted as materialized (
            select r.user_id, count(*) as n
              from public.recommendations r
             where (select exact from size)
             group by r.user_id
             union all
            select l.user_id,
                   (select count(*)
                      from (select from public.recommendations r where r.user_id = l.user_id limit (l.wanted + 1) / 2) few)
              from (select *
                      from lists
                     where not missing
                       and not (select exact from size)
                     order by hashtextextended(user_id::text, extract(epoch from now())::bigint)
                     limit 2000) l),
         short as (
            select l.user_id, l.wanted, coalesce(c.n, 0) as n
              from lists l
              left join counted c
                on c.user_id = l.user_id
             cross join films
             where not l.missing
               and (c.user_id is not null or (select exact from size))
               and 2 * coalesce(c.n, 0) < least(l.wanted, films.n))
    select count(*),
           count(*) filter (where l.checked_at < now() - p_stale),
           -- Who waits in the queue for less than the grace is being served.
           count(*) filter (where l.missing
                              and not exists (select
                                                from cineai.rec_refresh_queue q
                                               where q.user_id = l.user_id
                                                 and q.status <> 'dead'
                                                 and q.enqueued_at > now() - p_grace)),
           (select count(*)
              from short
             cross join films
             where 2 * short.n < films.n - (select count(distinct s.movie_id)
                                              from cineai.rec_signals s
                                             where s.user_id = short.user_id)),
           min(l.checked_at),
           case when (select exact from size) then (select count(*) from public.recommendation_feeds)
                else (select feeds::bigint from size)
           end,
           case when (select exact from size) then (select coalesce(sum(n), 0)::bigint from counted)
                else (select list_rows::bigint from size)
           end,
           (select exact from size)
      from lists l
$$;

comment on function cineai.list_freshness(interval, interval) is
    'Active users (of the last 30 days; acts of the last p_grace do not count, so that a sweep has had time), and of these: whose list was '
    'not checked for p_stale, who has none, who has less than half of one; feeds and rows in all, which beyond two million are the '
    'planner''s estimate (half is of a sample of two thousand then).';

create or replace view cineai.status_freshness with (security_invoker = true) as
select active, stale, no_list, half, oldest, feeds, list_rows, rows_exact
  from cineai.list_freshness(interval '6 hours', interval '90 minutes');

create or replace view cineai.status_queue with (security_invoker = true) as
select q.status,
       q.priority,
       count(*) as users,
       count(*) filter (where q.status = 'pending' and q.run_at <= clock_timestamp()) as due,
       count(*) filter (where q.deferrals > 0) as deferred,
       count(*) filter (where q.status = 'in_progress' and q.leased_until < clock_timestamp()) as expired,
       count(*) filter (where q.status <> 'dead' and q.attempts >= 3) as failing,
       min(q.enqueued_at) as oldest,
       extract(epoch from clock_timestamp() - min(q.enqueued_at))::bigint as oldest_seconds
  from cineai.rec_refresh_queue q
 group by q.status, q.priority;

comment on view cineai.status_queue is
    'due: may be claimed now. deferred: put off by nobody''s fault. expired: the worker is gone. failing: tried three times and more.';

create or replace view cineai.status_missed with (security_invoker = true) as
select count(*) as changes, count(distinct m.user_id) as users, min(m.at) as oldest
  from cineai.rec_refresh_missed m;

comment on view cineai.status_missed is 'Changes that triggers could only note; the next drain folds them in.';

-- What is reserved counts as used: it closes the budget just the same.
create or replace view cineai.status_spend with (security_invoker = true) as
select s.feature,
       s.period,
       date_trunc(s.period, clock_timestamp(), 'UTC') as since,
       coalesce(b.calls, 0) as calls,
       coalesce(b.tokens, 0) as tokens,
       coalesce(b.usd, 0) as usd,
       coalesce(b.usd_reserved, 0) as usd_reserved,
       l.calls as calls_limit,
       l.tokens as tokens_limit,
       l.usd as usd_limit,
       greatest(coalesce(b.calls + b.calls_reserved, 0) / nullif(l.calls, 0)::numeric,
                coalesce(b.tokens + b.tokens_reserved, 0) / nullif(l.tokens, 0)::numeric,
                coalesce(b.usd + b.usd_reserved, 0) / nullif(l.usd, 0))::float8 as used
  from (select feature, period
          from cineai.llm_limits
         union
        select feature, period
          from cineai.llm_budget
         where starts_at = date_trunc(period, clock_timestamp(), 'UTC')) s
  left join cineai.llm_limits l
    on l.feature = s.feature
   and l.period = s.period
  left join cineai.llm_budget b
    on b.feature = s.feature
   and b.period = s.period
   and b.starts_at = date_trunc(s.period, clock_timestamp(), 'UTC');

comment on view cineai.status_spend is
    'This hour, day and month (UTC) against llm_limits; feature ''*'' is all together. used is the greatest share of calls, tokens and USD '
    'with what is reserved, 1 is all; null where nothing is limited, or nothing allowed.';

-- By hops along the index by function. A run that is running for an hour has lost its process.
create or replace view cineai.status_functions with (security_invoker = true) as
with recursive ran as (
    (select function from cineai.function_runs order by function limit 1)
    union all
    select (select r.function from cineai.function_runs r where r.function > ran.function order by r.function limit 1)
      from ran
     where ran.function is not null)
select f.function,
       good.started_at as last_success,
       bad.started_at as last_failure,
       bad.error as last_error,
       open.running,
       open.lost,
       recent.failures_in_a_row,
       recent.last_start,
       recent.usual_gap,
       recent.last_start + recent.usual_gap as expected_at
  from (select function from ran where function is not null) f
  left join lateral (
       select r.started_at
         from cineai.function_runs r
        where r.function = f.function
          and r.status = 'succeeded'
        order by r.started_at desc
        limit 1) good on true
  left join lateral (
       select r.started_at, r.error
         from cineai.function_runs r
        where r.function = f.function
          and r.status = 'failed'
          and r.started_at > now() - interval '40 days'
        order by r.started_at desc
        limit 1) bad on true
 cross join lateral (
       select count(*) filter (where r.started_at > now() - interval '1 hour') as running,
              count(*) filter (where r.started_at <= now() - interval '1 hour') as lost
         from cineai.function_runs r
        where r.function = f.function
          and r.status = 'running'
          and r.started_at > now() - interval '1 day') open
 cross join lateral (
       select count(*) filter (where r.status = 'failed'
                                 and r.started_at > coalesce(good.started_at, '-infinity')) as failures_in_a_row,
              max(r.started_at) as last_start,
              percentile_disc(0.5) within group (order by r.gap) as usual_gap
         from (select n.status, n.started_at, n.started_at - lead(n.started_at) over (order by n.started_at desc) as gap
                 from cineai.function_runs n
                where n.function = f.function
                order by n.started_at desc
                limit 50) r) recent;

comment on view cineai.status_functions is
    'running and lost (their process is gone): of the last day. By the last 50 runs: failures since the last success, and when the next is to '
    'be expected where runs come as they usually do.';

create or replace view cineai.status_generation with (security_invoker = true) as
select r.function,
       date_trunc('day', r.started_at, 'UTC')::date as day,
       count(*) as runs,
       sum(r.lists)::bigint as lists,
       percentile_cont(0.5) within group (order by r.ms)::bigint as p50_ms,
       percentile_cont(0.95) within group (order by r.ms)::bigint as p95_ms,
       percentile_cont(0.5) within group (order by r.ms / r.lists::float8)::numeric(12, 1) as p50_ms_a_list,
       percentile_cont(0.95) within group (order by r.ms / r.lists::float8)::numeric(12, 1) as p95_ms_a_list
  from (select function,
               started_at,
               extract(epoch from finished_at - started_at) * 1000 as ms,
               nullif((report ->> 'succeeded')::bigint + (report ->> 'skipped')::bigint, 0) as lists
          from cineai.function_runs
         where started_at > now() - interval '30 days'
           and status = 'succeeded'
           and function in ('recommendation-job', 'queue-drain', 'cold-start')) r
 group by r.function, date_trunc('day', r.started_at, 'UTC')::date;

comment on view cineai.status_generation is
    'How long runs that make lists took, and a list in them (several are made at once): 30 days, by day.';

-- Who makes the analyses is known from the last run of each: a monitor needs no key of a provider.
create or replace view cineai.status_analysts with (security_invoker = true) as
select k.kind, k.function, split_part(r.analyst, '/', 1) as provider, substring(r.analyst from '^[^/]*/(.*)$') as model, r.started_at
  from (values ('style', 'style-analysis'), ('thematic', 'thematic-analysis'), ('emotional', 'emotional-analysis')) as k (kind, function)
 cross join lateral (
       select n.report #>> '{details,analyst}' as analyst, n.started_at
         from cineai.function_runs n
        where n.function = k.function
          and n.status = 'succeeded'
          and n.started_at > now() - interval '40 days'
        order by n.started_at desc
        limit 1) r
 where r.analyst like '%/%';

-- What the calls of the last hour came to, and what the model waits for. Batches apart: they have no latency to speak of.
create or replace function cineai.analysis_calls(p_feature text, p_provider text, p_model text, p_breaker int)
    returns table (calls bigint, errors bigint, p50_ms int, p95_ms int, waiting_until timestamptz, waiting_for text, breaker_open boolean)
    language sql
    stable
    set search_path = ''
as $$
    select c.calls, c.errors, c.p50, c.p95, w.until, w.reason, w.broken
      from (select count(*) as calls,
                   count(*) filter (where outcome not in ('succeeded', 'over_budget')) as errors,
                   percentile_cont(0.5) within group (order by latency_ms)::int as p50,
                   percentile_cont(0.95) within group (order by latency_ms)::int as p95
              from cineai.llm_calls
             where feature = p_feature
               and provider = p_provider
               and model = p_model
               and called_at > now() - interval '1 hour'
               and batch_intent is null) c
     cross join (select max(d.closed) as until,
                        (array_agg(d.reason order by d.failures >= p_breaker desc, d.closed desc))[1] as reason,
                        coalesce(bool_or(d.failures >= p_breaker), false) as broken
                   from (select d.reason, d.failures,
                                greatest(d.until, case when d.failures >= p_breaker then d.probe_until end) as closed
                           from cineai.llm_cooldown d
                          where d.provider = p_provider
                            and d.model in ('*', p_model)) d
                  where d.closed > now()) w
$$;

-- As it was, by the above.
create or replace function cineai.analysis_health(p_feature text, p_kind text, p_provider text, p_model text, p_breaker int)
    returns table (calls bigint, errors bigint, p50_ms int, p95_ms int, lookups bigint, hits bigint, waiting_until timestamptz,
                   waiting_for text, breaker_open boolean)
    language sql
    stable
    set search_path = ''
as $$
    select c.calls, c.errors, c.p50_ms, c.p95_ms, h.lookups, h.hits, c.waiting_until, c.waiting_for, c.breaker_open
      from cineai.analysis_calls(p_feature, p_provider, p_model, p_breaker) c
     cross join (select count(*) as lookups,
                        count(*) filter (where case p_kind
                            when 'style' then exists (select from public.movie_cinematic_styles s
                                                       where s.movie_id = r.movie_id
                                                         and s.provider = p_provider
                                                         and s.expires_at > now())
                            when 'thematic' then exists (select from public.movie_thematic_profiles s
                                                          where s.movie_id = r.movie_id
                                                            and s.provider = p_provider
                                                            and s.expires_at > now())
                            else exists (select from public.movie_emotional_journeys s
                                          where s.movie_id = r.movie_id
                                            and s.provider = p_provider
                                            and s.expires_at > now())
                        end) as hits
                   from public.recommendations r
                   join public.recommendation_feeds f
                     on f.user_id = r.user_id
                  where r.generation is not null
                    and f.fresh_until > now()) h
$$;

-- Rows of lists are counted by film, by index alone, before anything is looked up: films are few, rows are many.
create or replace view cineai.status_hit_rates with (security_invoker = true) as
with shown as materialized (
    select r.movie_id, count(*) as times
      from public.recommendations r
     group by r.movie_id)
select a.kind,
       a.function,
       a.provider,
       a.model,
       coalesce(sum(s.times), 0)::bigint as lookups,
       coalesce(sum(s.times) filter (where case a.kind
           when 'style' then exists (select
                                       from public.movie_cinematic_styles p
                                      where p.movie_id = s.movie_id
                                        and p.provider = a.provider
                                        and p.expires_at > now())
           when 'thematic' then exists (select
                                          from public.movie_thematic_profiles p
                                         where p.movie_id = s.movie_id
                                           and p.provider = a.provider
                                           and p.expires_at > now())
           else exists (select
                          from public.movie_emotional_journeys p
                         where p.movie_id = s.movie_id
                           and p.provider = a.provider
                           and p.expires_at > now())
       end), 0)::bigint as hits
  from cineai.status_analysts a
  left join shown s on true
 group by a.kind, a.function, a.provider, a.model;

comment on view cineai.status_hit_rates is
    'Films in lists, counted as often as they stand in one, and of these how many have an unexpired analysis by who makes them now.';

create or replace view cineai.status_queries with (security_invoker = true) as
select coalesce(q.parser, 'none yet') as parser,
       count(*) as queries,
       count(*) filter (where q.wanted) as wanted,
       coalesce(sum(q.hits), 0)::bigint as hits,
       avg(q.confidence)::numeric(4, 3) as confidence,
       count(*) filter (where q.confidence < 0.5) as unsure,
       max(q.last_hit_at) as last_hit_at,
       (select count(*)
          from public.recommendation_feedback f
         where f.received_at > now() - interval '30 days'
           and f.context ->> 'parser' = q.parser
           and f.action = 'impression') as shown,
       (select count(*)
          from public.recommendation_feedback f
         where f.received_at > now() - interval '30 days'
           and f.context ->> 'parser' = q.parser
           and f.action in ('view', 'click', 'save', 'like', 'watched')) as clicks
  from public.conversational_query_cache q
 group by q.parser;

comment on view cineai.status_queries is
    'Queries by who understood them, and what came of their results in 30 days where feedback says so (context: {"parser": "local"}).';

create or replace view cineai.status_satisfaction with (security_invoker = true) as
select coalesce(f.algorithm_used, 'unknown') as algorithm,
       count(distinct f.user_id) as users,
       count(*) filter (where f.action = 'impression') as shown,
       count(*) filter (where f.action in ('view', 'click', 'save')) as clicks,
       count(*) filter (where f.action in ('like', 'save', 'watched')) as liked,
       count(*) filter (where f.action in ('dislike', 'not_interested', 'dismissed', 'skip')) as refused,
       (count(*) filter (where f.action in ('view', 'click', 'save'))
        / nullif(count(*) filter (where f.action = 'impression'), 0)::numeric)::numeric(6, 4) as click_rate,
       (count(*) filter (where f.action in ('like', 'save', 'watched'))
        / nullif(count(*) filter (where f.action in ('like', 'save', 'watched', 'dislike', 'not_interested', 'dismissed', 'skip')),
                 0)::numeric)::numeric(6, 4) as satisfaction
  from public.recommendation_feedback f
 where f.received_at > now() - interval '30 days'
 group by f.algorithm_used;

comment on view cineai.status_satisfaction is
    'What users made of what each algorithm showed them, 30 days. satisfaction: liked, saved or watched, of these and what was refused.';

-- Since when a function has not succeeded, where it ran before and should have gone on: null where all is well, where it is not in use, and
-- where p_beside has not run for as long, because then it is the scheduler that is silent (a machine that slept).
create or replace function cineai.silent_since(p_function text, p_beside text, p_after interval)
    returns timestamptz
    language sql
    stable
    set search_path = ''
as $$
    select coalesce(max(r.started_at) filter (where r.status = 'succeeded'), min(r.started_at))
      from (select s.status, s.started_at
              from cineai.function_runs s
             where s.function = p_function
               and s.status in ('succeeded', 'failed')
             order by s.started_at desc
             limit 1000) r
    having coalesce(max(r.started_at) filter (where r.status = 'succeeded'), min(r.started_at)) < clock_timestamp() - p_after
       and exists (select
                     from cineai.function_runs b
                    where b.function = p_beside
                      and b.started_at between clock_timestamp() - p_after * 1.5 and clock_timestamp() - p_after * 0.6)
$$;

-- Who may what: the worker. Nobody else reads operators' figures; whoever owns the database sees all.
do $$
declare
    ours regclass;
begin
    foreach ours in array array['cineai.alerts', 'cineai.status_samples']::regclass[]
    loop
        execute format('revoke all on %s from public, anon, authenticated, service_role, cineai_reader, cineai_worker', ours);
        execute format('grant select, insert, update, delete on %s to cineai_worker', ours);
        execute format('drop policy if exists cineai_worker_writes on %s', ours);
        execute format('create policy cineai_worker_writes on %s for all to cineai_worker using (true) with check (true)', ours);
    end loop;

    foreach ours in array array[
        'cineai.status_analysts',
        'cineai.status_freshness',
        'cineai.status_functions',
        'cineai.status_generation',
        'cineai.status_hit_rates',
        'cineai.status_missed',
        'cineai.status_queries',
        'cineai.status_queue',
        'cineai.status_satisfaction',
        'cineai.status_spend'
    ]::regclass[]
    loop
        execute format('revoke all on %s from public, anon, authenticated, service_role, cineai_reader, cineai_worker', ours);
        execute format('grant select on %s to cineai_worker', ours);
    end loop;
end
$$;

revoke all on function cineai.active_users(timestamptz, timestamptz) from public, anon, authenticated, service_role;
revoke all on function cineai.list_freshness(interval, interval) from public, anon, authenticated, service_role;
revoke all on function cineai.analysis_calls(text, text, text, int) from public, anon, authenticated, service_role;
revoke all on function cineai.silent_since(text, text, interval) from public, anon, authenticated, service_role;
grant execute on function cineai.active_users(timestamptz, timestamptz) to cineai_worker;
grant execute on function cineai.list_freshness(interval, interval) to cineai_worker;
grant execute on function cineai.analysis_calls(text, text, text, int) to cineai_worker;
grant execute on function cineai.silent_since(text, text, interval) to cineai_worker;
