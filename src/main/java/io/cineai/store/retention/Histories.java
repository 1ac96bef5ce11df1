package io.cineai.store.retention;

/** What happened, and what it cost. */
final class Histories {
    private Histories() {}

    /** Said to be running long after any time-out: they fail, and stay. */
    static final String DEAD_RUNS = """
            with page as materialized (
                select r.run_id, r.ctid as place, r.xmin as version,
                       r.status = 'running' and r.started_at < now() - make_interval(secs => $3::float8) as past
                  from cineai.function_runs r
                 where r.run_id > $1::text::uuid
                 order by r.run_id
                 limit $2::int),
            gone as (
                update cineai.function_runs r
                   set status = 'failed', error = 'it did not say how it ended: its process died or was cut off', finished_at = now()
                 where r.ctid = any (array(select h.ctid
                                             from page p
                                             join cineai.function_runs h on h.ctid = p.place and h.xmin = p.version
                                            where p.past
                                              and not $4::boolean
                                            limit $5::bigint
                                              for update of h skip locked))
                returning 1)
            select max(run_id::text collate "C") as last, count(*) as looked, count(*) filter (where past) as past,
                   (select count(*) from gone) as gone
              from page""";

    /** The last of each function that went well, and the last that did not, stay: they say when it ran. */
    static final String RUNS = """
            with page as materialized (
                select r.run_id, r.ctid as place, r.xmin as version,
                       r.status <> 'running'
                       and r.started_at < now() - make_interval(secs => $3::float8)
                       and exists (select
                                     from cineai.function_runs n
                                    where n.function = r.function
                                      and n.started_at > r.started_at
                                      and n.status = r.status) as past
                  from cineai.function_runs r
                 where r.run_id > $1::text::uuid
                 order by r.run_id
                 limit $2::int),
            gone as (
                delete from cineai.function_runs r
                 where r.ctid = any (array(select h.ctid
                                             from page p
                                             join cineai.function_runs h on h.ctid = p.place and h.xmin = p.version
                                            where p.past
                                              and not $4::boolean
                                            limit $5::bigint
                                              for update of h skip locked))
                returning 1)
            select max(run_id::text collate "C") as last, count(*) as looked, count(*) filter (where past) as past,
                   (select count(*) from gone) as gone
              from page""";

    /** Ids rise with time: only those before the first young call are looked at. Estimates read the last 200 calls of a kind. */
    static final String CALLS = """
            with page as materialized (
                select c.id, c.ctid as place, c.xmin as version, c.called_at < now() - make_interval(secs => $3::float8) as past
                  from cineai.llm_calls c
                 where c.id > $1::text::bigint
                   and c.id < coalesce((select y.id
                                          from cineai.llm_calls y
                                         where y.called_at >= now() - make_interval(secs => $3::float8)
                                         order by y.called_at
                                         limit 1), 9223372036854775807)
                 order by c.id
                 limit $2::int),
            gone as (
                delete from cineai.llm_calls c
                 where c.ctid = any (array(select h.ctid
                                             from page p
                                             join cineai.llm_calls h on h.ctid = p.place and h.xmin = p.version
                                            where p.past
                                              and not $4::boolean
                                            limit $5::bigint
                                              for update of h skip locked))
                returning 1)
            select max(id)::text as last, count(*) as looked, count(*) filter (where past) as past, (select count(*) from gone) as gone
              from page""";

    /** Hours go after a week: every reservation looks at what is here, and nobody asks what an hour of last year cost. */
    static final String BUDGET = """
            with page as materialized (
                select b.starts_at, b.ctid as place, b.xmin as version,
                       b.starts_at < now() - case b.period
                           when 'hour' then least(make_interval(secs => $3::float8), interval '7 days')
                           else make_interval(secs => $3::float8) end as past
                  from cineai.llm_budget b
                 where b.starts_at >= $1::text::timestamptz
                   and b.starts_at < now() - least(make_interval(secs => $3::float8), interval '7 days')
                 order by b.starts_at
                 limit $2::int),
            gone as (
                delete from cineai.llm_budget b
                 where b.ctid = any (array(select h.ctid
                                             from page p
                                             join cineai.llm_budget h on h.ctid = p.place and h.xmin = p.version
                                            where p.past
                                              and not $4::boolean
                                            limit $5::bigint
                                              for update of h skip locked))
                returning 1)
            select max(starts_at)::text as last, count(*) as looked, count(*) filter (where past) as past,
                   (select count(*) from gone) as gone
              from page""";

    /** Those that ended. */
    static final String BATCHES = """
            with page as materialized (
                select b.intent_id, b.ctid as place, b.xmin as version,
                       b.state in ('collected', 'failed')
                       and coalesce(b.ended_at, b.created_at) < now() - make_interval(secs => $3::float8) as past
                  from cineai.llm_batches b
                 where b.intent_id > $1::text::uuid
                 order by b.intent_id
                 limit $2::int),
            gone as (
                delete from cineai.llm_batches b
                 where b.ctid = any (array(select h.ctid
                                             from page p
                                             join cineai.llm_batches h on h.ctid = p.place and h.xmin = p.version
                                            where p.past
                                              and not $4::boolean
                                            limit $5::bigint
                                              for update of h skip locked))
                returning 1)
            select max(intent_id::text collate "C") as last, count(*) as looked, count(*) filter (where past) as past,
                   (select count(*) from gone) as gone
              from page""";

    /** The last of each service stays, also that of a service of the app's own. */
    static final String HEALTH = """
            with page as materialized (
                select s.id, s.ctid as place, s.xmin as version,
                       s.last_check < now() - make_interval(secs => $3::float8)
                       and exists (select
                                     from public.ai_service_health n
                                    where n.service_name = s.service_name
                                      and n.last_check > s.last_check) as past
                  from public.ai_service_health s
                 where s.id > $1::text::uuid
                 order by s.id
                 limit $2::int),
            gone as (
                delete from public.ai_service_health s
                 where s.ctid = any (array(select h.ctid
                                             from page p
                                             join public.ai_service_health h on h.ctid = p.place and h.xmin = p.version
                                            where p.past
                                              and not $4::boolean
                                            limit $5::bigint
                                              for update of h skip locked))
                returning 1)
            select max(id::text collate "C") as last, count(*) as looked, count(*) filter (where past) as past,
                   (select count(*) from gone) as gone
              from page""";

    /** The last of each number stays. */
    static final String EVALUATIONS = """
            with page as materialized (
                select e.id, e.ctid as place, e.xmin as version,
                       e.evaluated_at < now() - make_interval(secs => $3::float8)
                       and exists (select
                                     from cineai.algorithm_evaluations n
                                    where n.algorithm = e.algorithm
                                      and n.metric = e.metric
                                      and n.experiment = e.experiment
                                      and n.mode = e.mode
                                      and n.evaluated_at > e.evaluated_at) as past
                  from cineai.algorithm_evaluations e
                 where e.id > $1::text::bigint
                 order by e.id
                 limit $2::int),
            gone as (
                delete from cineai.algorithm_evaluations e
                 where e.ctid = any (array(select h.ctid
                                             from page p
                                             join cineai.algorithm_evaluations h on h.ctid = p.place and h.xmin = p.version
                                            where p.past
                                              and not $4::boolean
                                            limit $5::bigint
                                              for update of h skip locked))
                returning 1)
            select max(id)::text as last, count(*) as looked, count(*) filter (where past) as past, (select count(*) from gone) as gone
              from page""";
}
