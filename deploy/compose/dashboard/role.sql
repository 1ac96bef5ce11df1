-- Who the dashboard is: a role that may call the functions below and nothing else. They show what the status views say, with the rights of
-- the owner, because the views themselves show nobody more than they may see. No user's id is in any of it. Run by the owner of schema
-- cineai after each migration; it can be run again.

do $$
begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'cineai_dashboard') then
        create role cineai_dashboard nologin;
    end if;
    alter role cineai_dashboard set default_transaction_read_only = on;
    alter role cineai_dashboard set statement_timeout = '15s';
    execute format('grant connect on database %I to cineai_dashboard', current_database());
end
$$;

drop schema if exists cineai_dashboard cascade;
create schema cineai_dashboard;

create function cineai_dashboard.freshness()
    returns table (active bigint, stale bigint, no_list bigint, half bigint, oldest timestamptz, feeds bigint, list_rows bigint)
    language sql stable security definer set search_path = ''
as 'select active, stale, no_list, half, oldest, feeds, list_rows from cineai.status_freshness';

create function cineai_dashboard.queue()
    returns table (
        status text, priority smallint, users bigint, due bigint, deferred bigint, expired bigint, failing bigint, oldest_seconds bigint)
    language sql stable security definer set search_path = ''
as 'select status, priority, users, due, deferred, expired, failing, oldest_seconds from cineai.status_queue';

create function cineai_dashboard.missed()
    returns table (changes bigint, users bigint, oldest timestamptz)
    language sql stable security definer set search_path = ''
as 'select changes, users, oldest from cineai.status_missed';

create function cineai_dashboard.spend()
    returns table (
        feature text, period text, calls bigint, tokens bigint, usd numeric, usd_reserved numeric,
        calls_limit bigint, tokens_limit bigint, usd_limit numeric, used double precision)
    language sql stable security definer set search_path = ''
as 'select feature, period, calls, tokens, usd, usd_reserved, calls_limit, tokens_limit, usd_limit, used from cineai.status_spend';

create function cineai_dashboard.spend_by_day(p_from timestamptz, p_to timestamptz)
    returns table (day timestamptz, feature text, calls bigint, tokens bigint, usd numeric)
    language sql stable security definer set search_path = ''
as $$
    select starts_at, feature, calls, tokens, usd
      from cineai.llm_budget
     where period = 'day' and feature <> '*' and starts_at between p_from and p_to
$$;

create function cineai_dashboard.hit_rates()
    returns table (kind text, provider text, model text, lookups bigint, hits bigint)
    language sql stable security definer set search_path = ''
as 'select kind, provider, model, lookups, hits from cineai.status_hit_rates';

create function cineai_dashboard.generation()
    returns table (function text, day date, runs bigint, lists bigint, p50_ms_a_list numeric, p95_ms_a_list numeric)
    language sql stable security definer set search_path = ''
as 'select function, day, runs, lists, p50_ms_a_list, p95_ms_a_list from cineai.status_generation';

create function cineai_dashboard.functions()
    returns table (
        function text, last_success timestamptz, last_failure timestamptz, last_error text, running bigint, lost bigint,
        failures_in_a_row bigint, expected_at timestamptz)
    language sql stable security definer set search_path = ''
as 'select function, last_success, last_failure, last_error, running, lost, failures_in_a_row, expected_at from cineai.status_functions';

create function cineai_dashboard.runs(p_from timestamptz, p_to timestamptz)
    returns table (started_at timestamptz, function text, status text, seconds double precision, succeeded bigint, failed bigint, remaining bigint)
    language sql stable security definer set search_path = ''
as $$
    select started_at, function, status, extract(epoch from coalesce(finished_at, clock_timestamp()) - started_at)::float8,
           (report ->> 'succeeded')::bigint, (report ->> 'failed')::bigint, (report ->> 'remaining')::bigint
      from cineai.function_runs
     where started_at between p_from and p_to
     order by started_at desc
     limit 20000
$$;

create function cineai_dashboard.queries()
    returns table (
        parser text, queries bigint, wanted bigint, hits bigint, confidence numeric, unsure bigint, shown bigint, clicks bigint)
    language sql stable security definer set search_path = ''
as 'select parser, queries, wanted, hits, confidence, unsure, shown, clicks from cineai.status_queries';

create function cineai_dashboard.parsing()
    returns table (state text, queries bigint, model_better bigint, local_better bigint, local_quality numeric, model_quality numeric)
    language sql stable security definer set search_path = ''
as 'select state, queries, model_better, local_better, local_quality, model_quality from cineai.status_parsing';

create function cineai_dashboard.satisfaction()
    returns table (algorithm text, users bigint, shown bigint, click_rate numeric, satisfaction numeric)
    language sql stable security definer set search_path = ''
as 'select algorithm, users, shown, click_rate, satisfaction from cineai.status_satisfaction';

create function cineai_dashboard.contentment()
    returns table (algorithm text, users bigint, said bigint, mean numeric)
    language sql stable security definer set search_path = ''
as 'select algorithm, users, said, mean from cineai.status_contentment';

create function cineai_dashboard.evaluations()
    returns table (mode text, experiment text, algorithm text, metric text, value double precision, low double precision, high double precision, samples bigint)
    language sql stable security definer set search_path = ''
as 'select mode, experiment, algorithm, metric, value, low, high, samples from cineai.status_evaluations';

create function cineai_dashboard.alerts()
    returns table (severity text, service text, text text, first_seen timestamptz, notified_at timestamptz)
    language sql stable security definer set search_path = ''
as 'select severity, service, text, first_seen, notified_at from cineai.alerts where resolved_at is null';

create function cineai_dashboard.health(p_from timestamptz, p_to timestamptz)
    returns table (last_check timestamptz, service_name text, status text, response_time_ms int, error_message text)
    language sql stable security definer set search_path = ''
as $$
    select last_check, service_name, status, response_time_ms, error_message
      from public.ai_service_health
     where last_check between p_from and p_to
     order by last_check desc
     limit 20000
$$;

revoke all on all functions in schema cineai_dashboard from public;
grant usage on schema cineai_dashboard to cineai_dashboard;
grant execute on all functions in schema cineai_dashboard to cineai_dashboard;
