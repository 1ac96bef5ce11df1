package io.cineai.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UserDeletionTest {
    /** Per-user tables: all that have a user_id, and the profiles. */
    private static final List<String> ROWS_OF_A_USER = List.of(
            "insert into public.ratings (user_id, movie_id, interested) values (?, ?, true)",
            "insert into public.watchlist (user_id, movie_id) values (?, ?)",
            "insert into public.recommendations (user_id, movie_id, score) values (?, ?, 0.5)",
            "insert into public.user_behavior_signals (user_id, movie_id, action) values (?, ?, 'view')",
            "insert into public.recommendation_feedback (user_id, client_id, movie_id, action, occurred_at)"
                    + " select u, gen_random_uuid(), m, 'click', now() from (values (?::uuid, ?::uuid)) as one (u, m)",
            "insert into public.taste_profiles (user_id, films, profile)"
                    + " select u, 1, jsonb_build_object('film', m) from (values (?::uuid, ?::uuid)) as one (u, m)",
            "insert into public.conversational_query_cache (user_id, original_query) select u, m::text from (values (?::uuid, ?::uuid)) as one (u, m)",
            "insert into public.user_profiles (id, full_name) select u, m::text from (values (?::uuid, ?::uuid)) as one (u, m)",
            "update cineai.rec_refresh_queue q set reason = m::text from (values (?::uuid, ?::uuid)) as one (u, m) where q.user_id = u",
            "insert into cineai.list_opinions (user_id, key, brief) select u, m::text, '{}' from (values (?::uuid, ?::uuid)) as one (u, m)",
            "insert into cineai.rec_refresh_missed (user_id, reason) select u, m::text from (values (?::uuid, ?::uuid)) as one (u, m)");

    @Test
    void leavesNoTrace() throws Exception {
        try (Session session = TestPostgres.fresh().connect()) {
            UUID ada = World.aUser(session);
            UUID heat = World.aFilm(session, "Heat");
            World.aFeed(session, ada, "etag");
            for (String row : ROWS_OF_A_USER) session.run(row, ada, heat);
            List<String> tables = session.rows("select c.oid::regclass from pg_class c where relkind in ('r', 'p')"
                    + " and relnamespace in ('public'::regnamespace, 'cineai'::regnamespace)");
            assertEquals(
                    ROWS_OF_A_USER.size() + 1,
                    tablesThatName(ada, tables, session).size());

            session.run("delete from auth.users where id = ?", ada);

            assertEquals(List.of(), tablesThatName(ada, tables, session));
        }
    }

    @Test
    void everyUserIdIsAForeignKeyThatCascades() throws Exception {
        try (Session session = TestPostgres.fresh().connect()) {
            assertEquals(List.of(), session.rows("""
                            select a.attrelid::regclass
                              from pg_attribute a
                              join pg_class c
                                on c.oid = a.attrelid
                               and c.relkind in ('r', 'p')
                               and c.relnamespace in ('public'::regnamespace, 'cineai'::regnamespace)
                             where a.attname = 'user_id'
                               and not exists (select
                                                 from pg_constraint k
                                                where k.conrelid = a.attrelid
                                                  and k.conkey = array[a.attnum]
                                                  and k.confrelid = 'auth.users'::regclass
                                                  and k.confdeltype = 'c')"""));
        }
    }

    private static List<String> tablesThatName(UUID user, List<String> tables, Session session) throws Exception {
        List<String> naming = new ArrayList<>();
        for (String table : tables)
            if (session.count("select count(*) from " + table + " t where t::text like '%" + user + "%'") > 0)
                naming.add(table);
        return naming;
    }
}
