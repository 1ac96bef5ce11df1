package io.cineai.testkit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What must be true of film analyses, whoever made them and whatever happened meanwhile. */
public final class Analyses {
    private static final List<String> PUBLIC =
            List.of("movie_cinematic_styles", "movie_thematic_profiles", "movie_emotional_journeys");

    private Analyses() {}

    /** The sample's films, and nothing known of them, nothing spent, no limit that a test would meet by chance. */
    public static void forget(Session db) throws SQLException {
        if (db.count("select count(*) from public.movies") == 0) SampleWorld.fill(db);
        db.run("""
                truncate cineai.movie_analyses, cineai.llm_calls, cineai.llm_budget, cineai.llm_reservations, cineai.llm_cooldown,
                         cineai.llm_batches, cineai.function_runs, public.movie_cinematic_styles, public.movie_thematic_profiles,
                         public.movie_emotional_journeys, public.ai_service_health""");
        db.run("""
                update cineai.llm_limits
                   set calls = case period when 'hour' then 100000 end, usd = case period when 'hour' then null else 1000 end
                 where feature = '*'""");
        db.run("delete from cineai.llm_limits where feature <> '*'");
    }

    /** Of a month: an hour or a day may end so soon that a run waits for the next. */
    public static void limit(Session db, String column, double most) throws SQLException {
        db.run("update cineai.llm_limits set " + column + " = " + most + " where feature = '*' and period = 'month'");
    }

    /** What is wrong; empty when every film has this many analyses, each once, none is in work, and the app sees the same. */
    public static List<String> broken(Session db, int kinds) throws SQLException {
        List<String> broken = new ArrayList<>(db.rows("""
                select m.title, count(a.key) filter (where a.state = 'ready') as ready, count(distinct a.kind) as kinds
                  from public.movies m
                  left join cineai.movie_analyses a on a.movie_id = m.id
                 group by m.id, m.title
                having count(a.key) filter (where a.state = 'ready') <> %1$d or count(distinct a.kind) <> %1$d
                    or count(a.key) <> %1$d""".formatted(kinds)));
        broken.addAll(
                db.rows("select key, state, attempts, last_error from cineai.movie_analyses where state <> 'ready'"));
        broken.addAll(db.rows("select id, feature from cineai.llm_reservations where leased_until < now()"));
        for (String table : PUBLIC) {
            long rows = db.count("select count(*) from public." + table);
            long films = db.count("select count(distinct movie_id) from public." + table);
            if (rows != films) broken.add(table + " has " + rows + " rows of " + films + " films");
        }
        return broken;
    }

    /** Changes with any change to analyses, money or health, and with nothing else. */
    public static String digest(Session db) throws SQLException {
        return db.one("""
                select md5(concat_ws('|',
                       (select string_agg(a::text, ',' order by a.key) from cineai.movie_analyses a),
                       (select string_agg(c::text, ',' order by c.id) from cineai.llm_calls c),
                       (select string_agg(b::text, ',' order by b.feature, b.period, b.starts_at) from cineai.llm_budget b),
                       (select string_agg(r::text, ',' order by r.id) from cineai.llm_reservations r),
                       (select string_agg(b::text, ',' order by b.intent_id) from cineai.llm_batches b),
                       (select string_agg(s::text, ',' order by s.movie_id) from public.movie_cinematic_styles s),
                       (select count(*) from public.ai_service_health)))""");
    }
}
