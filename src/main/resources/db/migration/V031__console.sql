-- What the console shows: how functions, lists, money and models do, for operators; and to each user whether their list is another one by
-- now. By the owner's rights, as texts and counts without a user's id, so that the console's role needs no right on any table.

set local lock_timeout = '2s';
set local client_min_messages = 'warning';

create or replace function cineai.iso(p_time timestamptz) returns text
    language sql
    stable
    set search_path = ''
as $$
    select to_char(p_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

comment on function cineai.iso(timestamptz) is 'A time as JSON has it, in UTC.';

create or replace function cineai.run_histories(p_functions text[], p_seconds int[], p_each int)
    returns table (function text, runs jsonb)
    language sql
    stable
    security definer
    set search_path = ''
as $$
    select asked.name,
           coalesce(jsonb_agg(jsonb_build_object(
                        'id', r.run_id,
                        'startedAt', cineai.iso(r.started_at),
                        'endedAt', cineai.iso(r.finished_at),
                        'status', r.status,
                        'durationMs', case when r.status <> 'lost'
                                           then (extract(epoch from coalesce(r.finished_at, clock_timestamp()) - r.started_at) * 1000)::bigint
                                      end,
                        'report', r.report,
                        'error', r.error)
                    order by r.started_at desc, r.run_id) filter (where r.run_id is not null), '[]')
      from unnest(p_functions, p_seconds) as asked (name, seconds)
      left join lateral (
           select n.run_id, n.started_at, n.finished_at, n.report, n.error,
                  case
                      when n.status = 'running' and n.started_at < clock_timestamp() - make_interval(secs => asked.seconds + 60) then 'lost'
                      else n.status
                  end as status
             from cineai.function_runs n
            where n.function = asked.name
            order by n.started_at desc
            limit least(greatest(p_each, 0), 100)) r on true
     group by asked.name
$$;

comment on function cineai.run_histories(text[], int[], int) is
    'The latest runs of each of these functions, newest first, as the console shows them. A run is lost that is still running a minute after '
    'the seconds that its function has: its process is gone.';

create or replace function cineai.console_health(p_stale interval, p_grace interval, p_breaker int, p_targets jsonb, p_hours int)
    returns jsonb
    language sql
    stable
    security definer
    set search_path = ''
    set jit = off
as $$
    with hours as materialized (
            select h as starts
              from generate_series(date_trunc('hour', now(), 'UTC') - make_interval(hours => least(greatest(p_hours, 1), 168) - 1),
                                   date_trunc('hour', now(), 'UTC'), interval '1 hour') as h),
         since as materialized (
            select min(starts) as first from hours),
         analyses as materialized (
            select h.kind, h.function, h.provider || '/' || h.model as model, h.lookups, h.hits, c.calls, c.errors, c.p50_ms
              from cineai.status_hit_rates h
             cross join lateral cineai.analysis_calls(h.function, h.provider, h.model, p_breaker) c),
         -- The monitor's own words, every few minutes. Other apps may have rows of theirs in this table.
         published as (
            select date_trunc('hour', s.last_check, 'UTC') as hour,
                   max((s.metadata ->> 'open')::numeric) filter (where jsonb_typeof(s.metadata -> 'open') = 'number') as open,
                   avg((s.metadata ->> 'hitRate')::numeric) filter (where jsonb_typeof(s.metadata -> 'hitRate') = 'number') as hit_rate
              from public.ai_service_health s
             where s.service_name = any (array['queue', 'style-analysis', 'thematic-analysis', 'emotional-analysis'])
               and s.last_check >= (select first from since)
             group by 1),
         ran as (
            select date_trunc('hour', r.started_at, 'UTC') as hour,
                   sum((r.report ->> 'succeeded')::bigint) filter (where r.function in ('recommendation-job', 'queue-drain', 'cold-start')
                                                                     and jsonb_typeof(r.report -> 'succeeded') = 'number') as lists,
                   count(*) filter (where r.status = 'failed') as failed
              from cineai.function_runs r
             where r.started_at >= (select first from since)
             group by 1),
         called as (
            select date_trunc('hour', c.called_at, 'UTC') as hour,
                   sum(c.cost_usd) as usd,
                   percentile_cont(0.5) within group (order by c.latency_ms) filter (where c.batch_intent is null) as median,
                   count(*) filter (where c.outcome not in ('succeeded', 'over_budget')) as errors
              from cineai.llm_calls c
             where c.called_at >= (select first from since)
             group by 1)
    select jsonb_build_object(
        'at', cineai.iso(clock_timestamp()),
        'queue', (select jsonb_build_object(
                             'open', coalesce(sum(q.users) filter (where q.status <> 'dead'), 0),
                             'oldestSeconds', max(q.oldest_seconds) filter (where q.status <> 'dead' and q.priority <= 6),
                             'dead', coalesce(sum(q.users) filter (where q.status = 'dead'), 0),
                             'failing', coalesce(sum(q.failing), 0))
                    from cineai.status_queue q),
        'lists', (select jsonb_build_object(
                             'active', l.active,
                             'stale', l.stale,
                             'withoutList', l.no_list,
                             'ageSeconds', extract(epoch from now() - l.oldest)::bigint)
                    from cineai.list_freshness(p_stale, p_grace) l),
        'hitRates', (select coalesce(jsonb_agg(jsonb_build_object(
                                'kind', a.kind, 'lookups', a.lookups, 'hits', a.hits, 'target', p_targets -> a.kind) order by a.kind), '[]')
                       from analyses a),
        'spend', (select coalesce(jsonb_agg(jsonb_build_object(
                             'feature', s.feature, 'period', s.period, 'usd', s.usd::float8, 'limitUsd', s.usd_limit::float8)
                         order by s.feature, s.period), '[]')
                    from cineai.status_spend s
                   where s.period in ('day', 'month')),
        'models', (select coalesce(jsonb_agg(jsonb_build_object(
                              'kind', a.kind,
                              'model', a.model,
                              'status', (select s.status
                                           from public.ai_service_health s
                                          where s.service_name = a.function
                                          order by s.last_check desc
                                          limit 1),
                              'medianMs', a.p50_ms,
                              'errorRate', a.errors / nullif(a.calls, 0)::float8) order by a.kind), '[]')
                     from analyses a),
        'functions', (select coalesce(jsonb_agg(jsonb_build_object(
                                 'name', f.function,
                                 'failuresInARow', f.failures_in_a_row,
                                 'lastSuccess', cineai.iso(f.last_success)) order by f.function), '[]')
                        from cineai.status_functions f),
        'alerts', (select coalesce(jsonb_agg(jsonb_build_object(
                              'at', cineai.iso(a.first_seen),
                              'severity', a.severity,
                              'title', a.service,
                              'detail', a.text,
                              'resolvedAt', cineai.iso(a.resolved_at)) order by a.resolved_at is not null, a.first_seen desc), '[]')
                     from (select *
                             from cineai.alerts
                            where resolved_at is null
                               or resolved_at > now() - interval '7 days'
                            order by resolved_at is not null, first_seen desc
                            limit 50) a),
        'series', (select jsonb_build_object(
                              'hours', jsonb_agg(to_char(h.starts at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') order by h.starts),
                              'queueOpen', jsonb_agg(p.open order by h.starts),
                              'listsMade', jsonb_agg(coalesce(r.lists, 0) order by h.starts),
                              'runsFailed', jsonb_agg(coalesce(r.failed, 0) order by h.starts),
                              'spendUsd', jsonb_agg(coalesce(c.usd, 0)::float8 order by h.starts),
                              'modelMedianMs', jsonb_agg(round(c.median) order by h.starts),
                              'modelErrors', jsonb_agg(coalesce(c.errors, 0) order by h.starts),
                              'hitRate', jsonb_agg(round(p.hit_rate, 4) order by h.starts))
                     from hours h
                     left join published p on p.hour = h.starts
                     left join ran r on r.hour = h.starts
                     left join called c on c.hour = h.starts))
$$;

comment on function cineai.console_health(interval, interval, int, jsonb, int) is
    'How it all does now and did in the last hours, as the console shows it. p_targets: the hit rate that each kind of analysis is to have. A '
    'model''s status is what was last published; null where there is no figure.';

create or replace function cineai.console_experiments() returns jsonb
    language sql
    stable
    security definer
    set search_path = ''
as $$
    select jsonb_build_object(
        'experiments', (select coalesce(jsonb_agg(jsonb_build_object(
                                   'id', x.name,
                                   'name', x.name,
                                   'active', tstzrange(x.started_at, x.ended_at) @> now(),
                                   'arms', x.arms,
                                   'startedAt', cineai.iso(x.started_at),
                                   'endedAt', cineai.iso(x.ended_at)) order by x.started_at desc), '[]')
                          from (select * from cineai.experiments order by started_at desc limit 100) x),
        'evaluations', (select coalesce(jsonb_agg(jsonb_build_object(
                                   'algorithm', e.algorithm,
                                   'mode', e.mode,
                                   'metric', e.metric,
                                   'value', e.value,
                                   'low', e.low,
                                   'high', e.high,
                                   'users', e.samples,
                                   'experiment', e.experiment,
                                   'at', cineai.iso(e.evaluated_at)) order by e.mode, e.metric, e.experiment, e.algorithm), '[]')
                          from cineai.status_evaluations e))
$$;

comment on function cineai.console_experiments() is
    'Experiments without what decides who is in which arm, and the latest figures of the evaluation, as the console shows them.';

create or replace function cineai.list_states(p_users uuid[])
    returns table (user_id uuid, etag text, hidden uuid[], waiting boolean)
    language sql
    stable
    rows 100
    security definer
    set search_path = ''
as $$
    select u.id,
           f.etag,
           coalesce(f.hidden, '{}'),
           exists (select from cineai.rec_refresh_queue q where q.user_id = u.id and q.status <> 'dead')
           or exists (select from cineai.rec_refresh_missed m where m.user_id = u.id)
      from unnest(p_users) as u (id)
      left join public.recommendation_feeds f
        on f.user_id = u.id
$$;

comment on function cineai.list_states(uuid[]) is
    'Of each of these users, which list is stored (its etag, and what was dismissed since) and whether the user waits for another one.';

-- Serves what the read function serves, and these.
do $$
begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'cineai_console') then
        if not (select rolsuper or rolcreaterole from pg_catalog.pg_roles where rolname = current_user) then
            raise exception 'role cineai_console is missing and % may not create roles', current_user
                using hint = format('alter role %I createrole, or create role cineai_console beforehand', current_user);
        end if;
        begin
            create role cineai_console nologin;
        exception
            -- Roles belong to the cluster: the migration of another of its databases was faster.
            when duplicate_object or unique_violation then null;
        end;
    end if;
    if not exists (select
                     from pg_catalog.pg_auth_members m
                    where m.roleid = 'cineai_reader'::regrole
                      and m.member = 'cineai_console'::regrole) then
        begin
            grant cineai_reader to cineai_console;
        exception
            when unique_violation then null;
            -- From Postgres 16 on, for who did not create the role.
            when insufficient_privilege then
                raise exception '% may not grant role cineai_reader', current_user
                    using hint = format('grant cineai_reader to %I with admin option, as who may', current_user);
        end;
    end if;
end
$$;

-- Whose login is this role itself: settings of the reader's do not come with membership. To count lists may take longer than to read one.
do $$
begin
    alter role cineai_console set statement_timeout = '10s';
    alter role cineai_console set idle_in_transaction_session_timeout = '5s';
exception
    -- The role was made by somebody else: theirs to set.
    when insufficient_privilege then null;
end
$$;

revoke all on function cineai.iso(timestamptz) from public, anon, authenticated, service_role;
revoke all on function cineai.run_histories(text[], int[], int) from public, anon, authenticated, service_role;
revoke all on function cineai.console_health(interval, interval, int, jsonb, int) from public, anon, authenticated, service_role;
revoke all on function cineai.console_experiments() from public, anon, authenticated, service_role;
revoke all on function cineai.list_states(uuid[]) from public, anon, authenticated, service_role;
grant execute on function cineai.run_histories(text[], int[], int) to cineai_console, cineai_worker;
grant execute on function cineai.console_health(interval, interval, int, jsonb, int) to cineai_console, cineai_worker;
grant execute on function cineai.console_experiments() to cineai_console, cineai_worker;
grant execute on function cineai.list_states(uuid[]) to cineai_console, cineai_worker;
