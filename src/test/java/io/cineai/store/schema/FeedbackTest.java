package io.cineai.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the read function's definer functions write, and for whom. */
class FeedbackTest {
    private static final String RECORD = """
            with me as materialized (select set_config('request.jwt.claims', ?, true))
            select f.recorded, f.repeated, f.unknown_films from me, cineai.record_feedback(?::jsonb) f""";

    private final TestPostgres database = TestPostgres.fresh();
    private Session session;
    private Session reader;
    private UUID ada;
    private UUID bob;
    private UUID heat;
    private UUID ronin;

    @BeforeEach
    void twoUsersWithAFeed() throws Exception {
        session = database.connect();
        reader = database.connect(TestPostgres.READER);
        ada = World.aUser(session);
        bob = World.aUser(session);
        heat = World.aFilm(session, "Heat");
        ronin = World.aFilm(session, "Ronin");
        World.aFeed(session, ada, "ada");
        World.aFeed(session, bob, "bob");
    }

    @AfterEach
    void close() throws Exception {
        reader.close();
        session.close();
    }

    @Test
    void anActCountsOnceHoweverOftenItIsSent() throws Exception {
        String click = act("click", heat);

        assertEquals("1 0 {}", say(ada, click));
        assertEquals("0 1 {}", say(ada, click));
        assertEquals("1 1 {}", say(ada, click, click, act("click", heat)));

        assertEquals(2, session.count("select count(*) from recommendation_feedback"));
    }

    @Test
    void theSameClientIdOfAnotherUserIsAnotherAct() throws Exception {
        String click = act("click", heat);

        assertEquals("1 0 {}", say(ada, click));
        assertEquals("1 0 {}", say(bob, click));
    }

    @Test
    void aPhoneThatWasOfflineKeepsItsTimeAndOneThatIsFastHasOurs() throws Exception {
        say(ada, act("click", heat, "2026-01-02T03:04:05Z"));
        say(ada, act("view", heat, "2999-01-01T00:00:00Z"));

        assertEquals(List.of("click 2026-01-02 03:04:05", "view true"), session.rows("""
                        select action, case action when 'click' then to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS')
                                                   else (occurred_at between now() - interval '1 minute' and now())::text end
                          from recommendation_feedback order by 1"""));
    }

    @Test
    void whatSettlesAFilmHidesItAndAsksForAList() throws Exception {
        say(ada, act("dismissed", heat));
        say(ada, act("watched", ronin));

        assertEquals(
                "{" + String.join(",", sorted(heat, ronin)) + "}",
                session.one("select hidden from recommendation_feeds where user_id = ?", ada));
        assertEquals("{}", session.one("select hidden from recommendation_feeds where user_id = ?", bob));
        assertEquals(
                List.of(ada + " 2 feedback"),
                session.rows("select user_id, gen, reason from cineai.rec_refresh_queue"));
    }

    @Test
    void toBeShownAFilmChangesNothing() throws Exception {
        say(ada, act("impression", heat), act("view", heat));

        assertEquals("{}", session.one("select hidden from recommendation_feeds where user_id = ?", ada));
        assertEquals(0, session.count("select count(*) from cineai.rec_refresh_queue"));
    }

    @Test
    void contentmentIsKeptApartFromTaste() throws Exception {
        say(ada, satisfaction(5, heat), satisfaction(2, null));

        assertEquals(
                List.of("2 null", "5 " + heat),
                session.rows("select satisfaction, movie_id from recommendation_satisfaction order by 1"));
        assertEquals(0, session.count("select count(*) from cineai.rec_signals"));
        assertEquals("unknown 1 2 3.50 1 1", session.one("select * from cineai.status_contentment"));
    }

    @Nested
    class WhatAnActIsAttributedTo {
        private static final String SINCE = "2026-01-02T03:00:00Z";

        private long first;
        private long now;
        private UUID alien;

        @BeforeEach
        void heatIsSecondSinceTheFirstListAndRoninThirdSinceTheLast() throws Exception {
            first = Long.parseLong(session.one("select nextval('cineai.feed_generation')"));
            now = Long.parseLong(session.one("select nextval('cineai.feed_generation')"));
            alien = World.aFilm(session, "Alien");
            session.run(
                    "update recommendation_feeds set generation = ?, generated_at = '2026-01-02T05:00:00Z', algorithm_used = 'hybrid' where user_id = ?",
                    now,
                    ada);
            isInTheList(ada, heat, 2, "hybrid", first, SINCE);
            isInTheList(ada, ronin, 3, "popular", now, "2026-01-02T05:00:00Z");
        }

        @Test
        void whatTheListSaysAndTheClientNeedNot() throws Exception {
            say(ada, act("impression", heat));

            assertEquals("2 hybrid " + first + " null", attributed("impression"));
        }

        @Test
        void aLieDoesNotCount() throws Exception {
            say(ada, tells("click", heat, "2026-01-02T03:04:05Z", now + 1_000_000, 1, "popular"));

            assertEquals("2 hybrid " + first + " null", attributed("click"));
        }

        @Test
        void aFilmOutsideTheListIsAttributedToNothingWhateverTheClientSays() throws Exception {
            anExperiment("2026-01-01T00:00:00Z");

            say(ada, tells("click", alien, "2026-01-02T06:00:00Z", now, 1, "hybrid"));
            say(bob, tells("view", heat, "2026-01-02T06:00:00Z", now, 1, "hybrid"));

            assertEquals("null null " + now + " null", attributed("click"));
            assertEquals("null null null null", attributed("view"));
        }

        @Test
        void whatWasDoneBeforeTheRowCameIsOfAnOlderList() throws Exception {
            say(ada, act("click", ronin, "2026-01-02T04:59:59Z"));
            say(ada, act("view", ronin, "2026-01-02T05:00:00Z"));

            assertEquals("null null null null", attributed("click"));
            assertEquals("3 popular " + now + " null", attributed("view"));
        }

        @Test
        void theGenerationThatTheUserSawCountsMoreThanTheClock() throws Exception {
            say(ada, tells("click", ronin, "2026-01-02T06:00:00Z", first, null, null));
            say(ada, tells("view", ronin, "2026-01-02T04:00:00Z", now, null, null));
            say(ada, tells("save", heat, "2026-01-02T02:00:00Z", first, null, null));

            assertEquals("null null " + first + " null", attributed("click"));
            assertEquals("3 popular " + now + " null", attributed("view"));
            assertEquals("2 hybrid " + first + " null", attributed("save"));
        }

        @Test
        void aRowThatIsNotOursSaysNothing() throws Exception {
            session.run(
                    "insert into recommendations (user_id, movie_id, score, rank, algorithm_used) values (?, ?, 0.9, 1, 'hybrid')",
                    ada,
                    alien);

            say(ada, act("click", alien));

            assertEquals("null null null null", attributed("click"));
        }

        @Test
        void contentmentWithAListIsOfTheListThatWas() throws Exception {
            anExperiment("2026-01-02T04:00:00Z");

            say(
                    ada,
                    satisfaction(4, null).replace("03:04:05", "05:04:05"),
                    satisfaction(2, null),
                    satisfaction(5, heat));

            assertEquals(
                    List.of("2 null null null", "4 hybrid " + now + " only", "5 hybrid " + first + " null"),
                    session.rows(
                            "select satisfaction, algorithm_used, generation, arm from recommendation_satisfaction order by 1"));
        }

        @Test
        void theArmIsTheUsersInTheExperimentThatRanThen() throws Exception {
            session.run("""
                    insert into cineai.experiments (name, arms, salt, started_at, ended_at)
                    values ('past', '[{"name": "a", "share": 1}, {"name": "b", "share": 1}]', 'past', '2026-01-01', '2026-01-02T03:30:00Z'),
                           ('running', '[{"name": "c", "share": 30}, {"name": "d", "share": 70}]', 'running', '2026-01-02T03:30:00Z', null)""");

            say(ada, act("click", heat, "2026-01-02T03:29:59Z"), act("view", heat, "2026-01-02T03:30:00Z"));

            assertEquals("past " + arm("past", "{a,b}", "{1,1}"), experimentAndArm("click"));
            assertEquals("running " + arm("running", "{c,d}", "{30,70}"), experimentAndArm("view"));
        }

        private String arm(String salt, String names, String shares) throws Exception {
            return session.one("select (?::text[])[cineai.arm_number(?, ?::int[], ?)]", names, salt, shares, ada);
        }

        private void anExperiment(String start) throws Exception {
            session.run(
                    "insert into cineai.experiments (name, arms, started_at) values ('one', '[{\"name\": \"only\", \"share\": 1}]', ?::timestamptz)",
                    start);
        }

        private void isInTheList(UUID user, UUID film, int rank, String algorithm, long generation, String since)
                throws Exception {
            session.run("""
                    insert into recommendations (user_id, movie_id, score, rank, algorithm_used, generation, last_generated_at)
                    values (?, ?, 0.9, ?, ?, ?, ?::timestamptz)""", user, film, rank, algorithm, generation, since);
        }

        private String attributed(String action) throws Exception {
            return session.one(
                    "select rank, algorithm_used, generation, arm from recommendation_feedback where action = ?",
                    action);
        }

        private String experimentAndArm(String action) throws Exception {
            return session.one("select experiment, arm from recommendation_feedback where action = ?", action);
        }

        private static String tells(
                String action,
                UUID film,
                String at,
                long generation,
                @Nullable Integer rank,
                @Nullable String algorithm) {
            return act(action, film, at)
                    .replace(
                            "}",
                            ", \"generation\": %d, \"rank\": %d, \"algorithm_used\": %s}"
                                    .formatted(generation, rank, algorithm == null ? "null" : '"' + algorithm + '"'));
        }
    }

    @Test
    void whatIsSaidOfNoFilmIsNamedAndTheRestIsKept() throws Exception {
        UUID nowhere = UUID.randomUUID();

        assertEquals("1 0 {" + nowhere + "}", say(ada, act("click", nowhere), act("click", heat)));
    }

    @Test
    void withoutAUserNothingIsWritten() throws Exception {
        UUID gone = UUID.randomUUID();

        assertEquals("0 0 {}", say(gone, act("click", heat)));
        assertEquals(
                "0 0 {}",
                reader.one(
                        "select recorded, repeated, unknown_films from cineai.record_feedback(?::jsonb)",
                        "[" + act("click", heat) + "]"));
        assertEquals(0, session.count("select count(*) from recommendation_feedback"));
    }

    @Test
    void oneUsersWordsAreNeverAnothers() throws Exception {
        say(ada, act("click", heat), satisfaction(5, heat));

        session.actAs("authenticated", bob);
        assertEquals(0, session.count("select count(*) from recommendation_feedback"));
        assertEquals(0, session.count("select count(*) from recommendation_satisfaction"));
        Refused.asForbidden(() -> session.run("delete from recommendation_satisfaction"));
        session.run("reset role");
        session.actAs("authenticated", ada);
        assertEquals(1, session.count("select count(*) from recommendation_satisfaction"));
        session.run("reset role");
        for (String role : List.of("anon", "authenticated", "service_role", "cineai_worker")) {
            session.actAs(role, ada);
            Refused.asForbidden(() -> session.rows("select * from cineai.record_feedback('[]')"));
            Refused.asForbidden(() -> session.rows("select * from cineai.own_acts()"));
            Refused.asForbidden(() -> session.rows("select cineai.want_query('x')"));
            Refused.asForbidden(() -> session.rows("select cineai.count_query_hits('{x}', '{1}')"));
            session.run("reset role");
        }
        Refused.asForbidden(() -> reader.rows("select * from recommendation_feedback"));
        Refused.asForbidden(() -> reader.rows("select * from recommendation_satisfaction"));
        Refused.asForbidden(() -> reader.rows("select * from conversational_query_cache"));
    }

    @Test
    void ownActsAreTheCallersAndNobodyElses() throws Exception {
        session.run("insert into ratings (user_id, movie_id, rating, interested) values (?, ?, 5, true)", ada, heat);
        session.run(
                "insert into user_profiles (id, preferences) values (?, '{\"favorite_genres\": [\"Crime\"]}')", ada);
        say(ada, act("dismissed", ronin));

        assertEquals("{rating,dismissed} {Crime}", ownActs(ada));
        assertEquals("{} {}", ownActs(bob));
        assertEquals("{} {}", reader.one("select kinds, genres from cineai.own_acts()"));
    }

    @Test
    void aQueryIsWantedOnceByItsPlainText() throws Exception {
        want("  Films LIKE\theat ");
        want("films like heat");
        want("");
        want("x".repeat(501));

        assertEquals(
                List.of("films like heat films like heat true null"),
                session.rows("select query_key, original_query, wanted, user_id from conversational_query_cache"));
        session.actAs("authenticated", ada);
        assertEquals(0, session.count("select count(*) from conversational_query_cache"));
    }

    @Test
    void whatAModelUnderstoodIsWantedNoMoreAndItsHitsAreCounted() throws Exception {
        session.run("""
                insert into conversational_query_cache (original_query, query_key, parser, parsed_query)
                values ('films like heat', 'films like heat', 'model', '{}')""");

        want("films like heat");
        hit("films like heat");
        hit("films like heat");
        hit("another");

        assertEquals(
                "false 2 true",
                session.one("select wanted, hits, last_hit_at is not null from conversational_query_cache"));
        session.actAs("authenticated", ada);
        assertEquals(1, session.count("select count(*) from conversational_query_cache"));
    }

    @Test
    void noMoreThanTenThousandQueriesWait() throws Exception {
        session.run("""
                insert into conversational_query_cache (original_query, query_key, wanted)
                select 'q' || n, 'q' || n, true from generate_series(1, 9999) n""");

        want("the last");
        want("one too many");

        assertEquals(10_000, session.count("select count(*) from conversational_query_cache"));
    }

    private void want(String text) throws Exception {
        reader.rows("""
                with me as materialized (select set_config('request.jwt.claims', ?, true))
                select cineai.want_query(?) from me""", Session.claims("authenticated", ada), text);
    }

    private void hit(String key) throws Exception {
        reader.rows("""
                with me as materialized (select set_config('request.jwt.claims', ?, true))
                select cineai.count_query_hits(array[?], '{1}') from me""", Session.claims("authenticated", ada), key);
    }

    private String ownActs(UUID user) throws Exception {
        return reader.one("""
                with me as materialized (select set_config('request.jwt.claims', ?, true))
                select o.kinds, o.genres from me, cineai.own_acts() o""", Session.claims("authenticated", user));
    }

    private String say(UUID user, String... acts) throws Exception {
        return reader.one(RECORD, Session.claims("authenticated", user), "[" + String.join(",", acts) + "]");
    }

    private static String act(String action, UUID film) {
        return act(action, film, "2026-01-02T03:04:05Z");
    }

    private static String act(String action, UUID film, String at) {
        return """
                {"client_id": "%s", "movie_id": "%s", "action": "%s", "occurred_at": "%s"}""".formatted(UUID.randomUUID(), film, action, at);
    }

    private static String satisfaction(int value, UUID film) {
        return """
                {"client_id": "%s", "movie_id": %s, "action": "satisfaction", "satisfaction": %d, "occurred_at": "2026-01-02T03:04:05Z"}""".formatted(UUID.randomUUID(), film == null ? "null" : "\"" + film + "\"", value);
    }

    private static List<String> sorted(UUID... ids) {
        return List.of(ids).stream().map(UUID::toString).sorted().toList();
    }
}
