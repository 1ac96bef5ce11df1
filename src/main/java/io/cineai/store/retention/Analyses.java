package io.cineai.store.retention;

/** What is known of films. What the app wrote itself has no provider, and stays. */
final class Analyses {
    private Analyses() {}

    /**
     * Work and results. An expired result is good until it is replaced: it goes when a later one of the same film and kind is there, or
     * when nobody has renewed it for so long. What has no result (it failed, or waits) goes when a later one is there and it is that old;
     * what is of a text that the film no longer has, when it is that old. What failed of the film as it is stays: it would be paid again.
     */
    static final String WORK = """
            with page as materialized (
                select a.key, a.ctid as place, a.xmin as version,
                       (a.state <> 'in_progress' or a.leased_until < now() - make_interval(secs => $3::float8))
                       and (a.expires_at < now() - make_interval(secs => $3::float8)
                            or case a.state
                                   when 'ready' then a.expires_at < now()
                                   else a.created_at < now() - make_interval(secs => $3::float8)
                               end
                               and exists (select
                                             from cineai.movie_analyses n
                                            where n.movie_id = a.movie_id
                                              and n.kind = a.kind
                                              and n.key <> a.key
                                              and n.state = 'ready'
                                              and n.expires_at > now())
                            or coalesce(a.analyzed_at, a.created_at) < now() - make_interval(secs => $3::float8)
                               and not exists (select
                                                 from cineai.rec_film_inputs f
                                                where f.id = a.movie_id
                                                  and f.input_hash = a.input_hash)) as past
                  from cineai.movie_analyses a
                 where a.key > $1::text
                 order by a.key
                 limit $2::int),
            gone as (
                delete from cineai.movie_analyses a
                 where a.ctid = any (array(select h.ctid
                                             from page p
                                             join cineai.movie_analyses h on h.ctid = p.place and h.xmin = p.version
                                            where p.past
                                              and not $4::boolean
                                            limit $5::bigint
                                              for update of h skip locked))
                returning 1)
            select max(key) as last, count(*) as looked, count(*) filter (where past) as past, (select count(*) from gone) as gone
              from page""";

    static final String STYLES = """
            with page as materialized (
                select s.movie_id, s.ctid as place, s.xmin as version,
                       s.provider is not null and s.expires_at < now() - make_interval(secs => $3::float8) as past
                  from public.movie_cinematic_styles s
                 where s.movie_id > $1::text::uuid
                 order by s.movie_id
                 limit $2::int),
            gone as (
                delete from public.movie_cinematic_styles s
                 where s.ctid = any (array(select h.ctid
                                             from page p
                                             join public.movie_cinematic_styles h on h.ctid = p.place and h.xmin = p.version
                                            where p.past
                                              and not $4::boolean
                                            limit $5::bigint
                                              for update of h skip locked))
                returning 1)
            select max(movie_id::text collate "C") as last, count(*) as looked, count(*) filter (where past) as past,
                   (select count(*) from gone) as gone
              from page""";

    static final String THEMES = """
            with page as materialized (
                select t.movie_id, t.ctid as place, t.xmin as version,
                       t.provider is not null and t.expires_at < now() - make_interval(secs => $3::float8) as past
                  from public.movie_thematic_profiles t
                 where t.movie_id > $1::text::uuid
                 order by t.movie_id
                 limit $2::int),
            gone as (
                delete from public.movie_thematic_profiles t
                 where t.ctid = any (array(select h.ctid
                                             from page p
                                             join public.movie_thematic_profiles h on h.ctid = p.place and h.xmin = p.version
                                            where p.past
                                              and not $4::boolean
                                            limit $5::bigint
                                              for update of h skip locked))
                returning 1)
            select max(movie_id::text collate "C") as last, count(*) as looked, count(*) filter (where past) as past,
                   (select count(*) from gone) as gone
              from page""";

    /** Journeys for one mood are the app's own. */
    static final String JOURNEYS = """
            with page as materialized (
                select j.movie_id, j.ctid as place, j.xmin as version,
                       j.provider is not null and j.expires_at < now() - make_interval(secs => $3::float8) as past
                  from public.movie_emotional_journeys j
                 where j.movie_id > $1::text::uuid
                   and j.user_mood_context is null
                 order by j.movie_id
                 limit $2::int),
            gone as (
                delete from public.movie_emotional_journeys j
                 where j.ctid = any (array(select h.ctid
                                             from page p
                                             join public.movie_emotional_journeys h on h.ctid = p.place and h.xmin = p.version
                                            where p.past
                                              and not $4::boolean
                                            limit $5::bigint
                                              for update of h skip locked))
                returning 1)
            select max(movie_id::text collate "C") as last, count(*) as looked, count(*) filter (where past) as past,
                   (select count(*) from gone) as gone
              from page""";

    /** Publishing a model drops the rows before it; what a slower, older training wrote after that is left over. */
    static final String NEIGHBOURS = """
            with page as materialized (
                select n.movie_id, n.ctid as place, n.xmin as version,
                       $3::float8 is not null and n.model_version < (select m.version from cineai.similarity_model m) as past
                  from cineai.movie_neighbours n
                 where n.movie_id > $1::text::uuid
                 order by n.movie_id
                 limit $2::int),
            gone as (
                delete from cineai.movie_neighbours n
                 where n.ctid = any (array(select h.ctid
                                             from page p
                                             join cineai.movie_neighbours h on h.ctid = p.place and h.xmin = p.version
                                            where p.past
                                              and not $4::boolean
                                            limit $5::bigint
                                              for update of h skip locked))
                returning 1)
            select max(movie_id::text collate "C") as last, count(*) as looked, count(*) filter (where past) as past,
                   (select count(*) from gone) as gone
              from page""";
}
