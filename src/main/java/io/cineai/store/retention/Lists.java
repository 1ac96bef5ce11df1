package io.cineai.store.retention;

/** What users see and did. */
final class Lists {
    private Lists() {}

    /**
     * The best rows of each user, by rank. Rows that the app wrote itself are neither touched nor counted. Users are found by skipping
     * through the unique index, which also tells who has few rows enough not to be looked at.
     */
    static final String LISTS = """
            with recursive users as (
                (select r.user_id, 1 as nth
                   from public.recommendations r
                  where r.user_id > $1::text::uuid
                  order by r.user_id
                  limit 1)
                union all
                select (select r.user_id
                          from public.recommendations r
                         where r.user_id > u.user_id
                         order by r.user_id
                         limit 1),
                       u.nth + 1
                  from users u
                 where u.user_id is not null
                   and u.nth < $2::int),
            page as materialized (
                select user_id
                  from users
                 where user_id is not null),
            past as materialized (
                select l.place, l.version
                  from (select p.user_id
                          from page p
                         where (select count(*)
                                  from (select
                                          from public.recommendations r
                                         where r.user_id = p.user_id
                                         limit $3::float8::bigint + 1) few) > $3::float8::bigint) crowded
                 cross join lateral (
                       select r.ctid as place, r.xmin as version,
                              row_number() over (order by r.rank nulls last, r.last_generated_at desc nulls last, r.movie_id) as nth
                         from public.recommendations r
                        where r.user_id = crowded.user_id
                          and r.generation is not null) l
                 where l.nth > $3::float8::bigint),
            gone as (
                delete from public.recommendations r
                 where r.ctid = any (array(select h.ctid
                                             from past p
                                             join public.recommendations h on h.ctid = p.place and h.xmin = p.version
                                            where not $4::boolean
                                            limit $5::bigint
                                              for update of h skip locked))
                returning 1)
            select max(user_id::text collate "C") as last, count(*) as looked, (select count(*) from past) as past,
                   (select count(*) from gone) as gone
              from page""";

    /** By the last hit; what nobody ever asked for again, by its beginning. The app's own rows have no key. */
    static final String QUERIES = """
            with page as materialized (
                select c.id, c.ctid as place, c.xmin as version,
                       c.query_key is not null
                       and coalesce(c.last_hit_at, c.created_at) < now() - make_interval(secs => $3::float8) as past
                  from public.conversational_query_cache c
                 where c.id > $1::text::uuid
                 order by c.id
                 limit $2::int),
            gone as (
                delete from public.conversational_query_cache c
                 where c.ctid = any (array(select h.ctid
                                             from page p
                                             join public.conversational_query_cache h on h.ctid = p.place and h.xmin = p.version
                                            where p.past
                                              and not $4::boolean
                                            limit $5::bigint
                                              for update of h skip locked))
                returning 1)
            select max(id::text collate "C") as last, count(*) as looked, count(*) filter (where past) as past,
                   (select count(*) from gone) as gone
              from page""";

    /**
     * What users were shown and looked at. What they said of a film stays as long as they do: a film that was dismissed is never
     * recommended again.
     */
    static final String FEEDBACK = """
            with page as materialized (
                select f.received_at, f.ctid as place, f.xmin as version, f.action in ('impression', 'view', 'click', 'skip') as past
                  from public.recommendation_feedback f
                 where f.received_at >= $1::text::timestamptz
                   and f.received_at < now() - make_interval(secs => $3::float8)
                 order by f.received_at
                 limit $2::int),
            gone as (
                delete from public.recommendation_feedback f
                 where f.ctid = any (array(select h.ctid
                                             from page p
                                             join public.recommendation_feedback h on h.ctid = p.place and h.xmin = p.version
                                            where p.past
                                              and not $4::boolean
                                            limit $5::bigint
                                              for update of h skip locked))
                returning 1)
            select max(received_at)::text as last, count(*) as looked, count(*) filter (where past) as past,
                   (select count(*) from gone) as gone
              from page""";
}
