package io.cineai.store.schema;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each function may do in the database: all of it, in rights.txt, and what matters most, in sentences. */
class FunctionRolesTest {
    private static final String ROLES =
            "select rolname from pg_roles where rolname like 'cineai\\_%' and rolname not in ('cineai_worker', 'cineai_reader')"
                    + " order by 1";

    private final TestPostgres database = TestPostgres.fresh();
    private Session session;
    private UUID ada;
    private UUID heat;

    @BeforeEach
    void aUserWhoRatedAndHasAList() throws SQLException {
        session = database.connect();
        ada = World.aUser(session);
        heat = World.aFilm(session, "Heat");
        session.run(
                "insert into public.ratings (user_id, movie_id, rating, interested) values (?, ?, 5, true)", ada, heat);
        session.run("insert into public.recommendations (user_id, movie_id, score) values (?, ?, 0.5)", ada, heat);
        World.aFeed(session, ada, "etag");
        session.run(
                "insert into public.conversational_query_cache (user_id, original_query) values (?, 'my secret')", ada);
        session.run(
                "insert into public.conversational_query_cache (original_query, query_key) values ('noir', 'noir')");
    }

    @AfterEach
    void close() throws SQLException {
        session.close();
    }

    @Test
    void theyHaveTheseRightsAndNoOther() throws Exception {
        String roles = String.join(",", session.rows(ROLES));
        Map<String, TreeSet<String>> rights = new TreeMap<>();
        for (String line : Catalogue.privilegesOf(session, roles)) {
            String[] right = line.split(" ");
            rights.computeIfAbsent(right[0] + " " + right[2], whom -> new TreeSet<>())
                    .add(right[1]);
        }

        assertEquals(
                expected("rights.txt"),
                rights.entrySet().stream()
                        .map(it -> it.getKey() + " " + String.join(" ", it.getValue()))
                        .toList());
    }

    @Test
    void aFunctionIsMemberOfTheseAndAnybodyElseOfNone() throws Exception {
        assertEquals(expected("members.txt"), session.rows("""
                select m.member::regrole::text || ' ' || string_agg(m.roleid::regrole::text, ' ' order by m.roleid::regrole::text)
                  from pg_auth_members m
                 where m.roleid::regrole::text like 'cineai\\_%'
                   and m.roleid::regrole::text not in ('cineai_worker', 'cineai_reader')
                   and m.member::regrole::text not like 'test\\_%'
                 group by m.member
                 order by 1"""));
    }

    @Test
    void whoHasARightOnATableSeesRowsOfIt() throws Exception {
        String withoutPolicy = """
                select distinct acl.grantee::regrole::text, c.relname
                  from pg_class c
                  left join pg_attribute a
                    on a.attrelid = c.oid
                   and a.attacl is not null
                 cross join lateral aclexplode(array_cat(coalesce(c.relacl, '{}'), coalesce(a.attacl, '{}'))) acl
                 where c.relrowsecurity
                   and acl.grantee <> 0
                   and acl.grantee::regrole::text = any (string_to_array(?, ','))
                   and not exists (select from pg_policy p where p.polrelid = c.oid and acl.grantee = any (p.polroles))""";

        assertEquals(List.of(), session.rows(withoutPolicy, String.join(",", session.rows(ROLES))));
    }

    @Test
    void anAnalysisKnowsHowMuchAFilmIsAskedForAndNotByWhom() throws Exception {
        for (String analysis : List.of("style", "thematic", "emotional")) {
            session.run("set role cineai_" + analysis + "_analysis");

            assertEquals(heat + " 1", session.one("select movie_id, ratings from cineai.film_demand"));
            assertForbidden(
                    "select from public.ratings",
                    "select from public.watchlist",
                    "select from public.user_profiles",
                    "select from cineai.rec_signals",
                    "select from public.recommendations",
                    "select from public.recommendation_feeds",
                    "select from public.recommendation_feedback",
                    "update public.movies set title = 'Ronin'");
        }
    }

    @Test
    void anAnalysisWritesItsOwnTableOnly() throws Exception {
        session.run("set role cineai_style_analysis");

        session.run("insert into public.movie_cinematic_styles (movie_id) values (?)", heat);
        assertForbidden(
                "update public.movie_thematic_profiles set themes = '{}'",
                "update public.movie_emotional_journeys set overall_pattern = null",
                "delete from public.movie_cinematic_styles");
    }

    @Test
    void whoSpendsCanOnlyReserveAndSettle() throws Exception {
        for (String spender : List.of("style_analysis", "storyline_embedding", "list_opinions", "query_cache_warmup")) {
            session.run("set role cineai_" + spender);

            assertForbidden(
                    "update cineai.llm_budget set usd = 0",
                    "delete from cineai.llm_budget",
                    "update cineai.llm_limits set usd = 1000",
                    "update cineai.llm_prices set input_usd = 0",
                    "update cineai.llm_reservations set usd = 0",
                    "delete from cineai.llm_calls");
            assertEquals("true", session.one("""
                    select reservation is not null
                      from cineai.llm_reserve('style-analysis', 'anthropic', 'claude-haiku-5-5', 1, 100, 0.001, interval '1 minute',
                                              gen_random_uuid(), 5)"""));
        }
    }

    @Test
    void whoCallsNoModelCannotSpend() throws Exception {
        for (String other : List.of(
                "edge_export",
                "recommendation_job",
                "queue_drain",
                "similarity_training",
                "evaluation",
                "retention",
                "monitor")) {
            session.run("set role cineai_" + other);

            assertForbidden(
                    "select cineai.llm_reserve('x', 'x', 'x', 1, 1, 1, interval '1 minute', gen_random_uuid(), 5)",
                    "insert into cineai.llm_batches (intent_id) values (gen_random_uuid())",
                    "insert into cineai.llm_calls (feature) values ('x')");
        }
    }

    @Test
    void theMonitorCountsListsAndWritesNone() throws Exception {
        session.run("set role cineai_monitor");

        session.one("select feeds from cineai.list_freshness(interval '6 hours', interval '90 minutes')");
        assertForbidden(
                "select user_id from public.recommendations",
                "select from public.recommendation_feeds",
                "update public.recommendations set rank = 1",
                "delete from public.recommendations",
                "insert into public.recommendation_feeds (user_id) values (gen_random_uuid())",
                "delete from cineai.rec_refresh_queue",
                "select from public.ratings");
    }

    @Test
    void retentionDeletesWhatItCannotRead() throws Exception {
        session.run("set role cineai_retention");

        assertForbidden(
                "select original_query from public.conversational_query_cache",
                "select user_id from public.recommendation_feedback",
                "select reason from public.recommendations",
                "select from public.ratings",
                "select from public.recommendation_feeds",
                "select from public.user_profiles",
                "delete from public.recommendation_feeds");
        assertForbidden("update public.recommendations set user_id = gen_random_uuid()");
        assertEquals(
                1,
                session.rows("select user_id from public.recommendations for update")
                        .size());
        assertEquals(1, session.run("delete from public.recommendations"));
    }

    @Test
    void theExporterReadsFeedsAndNoHistory() throws Exception {
        session.run("set role cineai_edge_export");

        assertEquals(ada.toString(), session.one("select user_id from public.recommendation_feeds"));
        assertForbidden(
                "select from public.ratings",
                "select from cineai.rec_signals",
                "select input_digest from public.recommendation_feeds",
                "update public.recommendation_feeds set hidden = '{}'");
    }

    @Test
    void theWarmUpSeesSharedQueriesOnly() throws Exception {
        session.run("set role cineai_query_cache_warmup");

        assertEquals("noir", session.one("select original_query from public.conversational_query_cache"));
        assertForbidden(
                "insert into public.conversational_query_cache (user_id, original_query) values ('" + ada + "', 'x')");
    }

    @Test
    void whoAsksForOpinionsReadsNeitherRatingsNorLists() throws Exception {
        session.run("set role cineai_list_opinions");

        assertForbidden(
                "select from public.ratings",
                "select from public.recommendations",
                "update public.recommendations set rank = 1");
    }

    @Test
    void theConsoleShowsFiguresAndReadsNoTableOfThem() throws Exception {
        session.run("set role cineai_console");

        assertEquals("1", session.one("""
                select cineai.console_health(interval '6 hours', interval '90 minutes', 5, '{}', 24) #>> '{queue,open}'"""));
        assertEquals("etag true", session.one("select etag, waiting from cineai.list_states(array[?::uuid])", ada));
        assertForbidden(
                "select from cineai.rec_refresh_queue",
                "select from cineai.function_runs",
                "select from cineai.alerts",
                "select from cineai.llm_calls",
                "select from cineai.experiments",
                "select from cineai.status_queue",
                "select from public.ratings",
                "select from public.user_profiles",
                "update public.recommendation_feeds set hidden = '{}'");
    }

    @Test
    void theConsoleIsAReaderOfOneUsersListAtATime() throws Exception {
        assertEquals(List.of("cineai_reader"), session.rows("""
                        select m.roleid::regrole::text
                          from pg_auth_members m
                         where m.member = 'cineai_console'::regrole"""));
        session.run("set role cineai_console");

        assertEquals(List.of(), session.rows("select user_id from public.recommendation_feeds"));
    }

    @Test
    void whatTheConsoleShowsNamesNobody() throws Exception {
        session.run("update cineai.rec_refresh_queue set status = 'dead'");
        session.run("set role cineai_console");

        for (String shown : List.of(
                "select cineai.console_health(interval '6 hours', interval '90 minutes', 5, '{}', 24)::text",
                "select cineai.console_experiments()::text",
                "select runs::text from cineai.run_histories('{queue-drain}', '{300}', 10)"))
            assertFalse(session.one(shown).contains(ada.toString()), shown);
    }

    private void assertForbidden(String... statements) {
        assertAll(Stream.of(statements).map(sql -> () -> Refused.asForbidden(() -> session.run(sql))));
    }

    private static List<String> expected(String name) throws IOException {
        try (InputStream text = FunctionRolesTest.class.getResourceAsStream(name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
