package io.cineai.store.status;

import static io.cineai.testkit.TestPool.now;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.monitor.State;
import io.cineai.monitor.Status;
import io.cineai.monitor.Status.Earlier;
import io.cineai.monitor.Status.Lists;
import io.cineai.monitor.Status.Queue;
import io.cineai.monitor.Status.Spend;
import io.cineai.store.status.StatusStore.Asked;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every statement and every view, as the function's role, on data. */
class StatusStoreTest {
    private static final Asked ASKED = new Asked(Duration.ofHours(6), Duration.ofMinutes(90), Duration.ofMinutes(15));
    private static final int FILMS = 60;

    private final TestPostgres database = TestPostgres.fresh();
    private final TestPool pool = TestPool.of(database, TestPostgres.WORKER);
    private final StatusStore statuses = new StatusStore(pool.pool());
    private Session session;

    @BeforeEach
    void connect() throws SQLException {
        session = database.connect();
    }

    @AfterEach
    void close() throws SQLException {
        session.close();
        pool.close();
    }

    @Test
    void anEmptyDatabaseHasNothingToSay() {
        Status status = status();

        assertEquals(new Queue(0, Optional.empty(), Optional.empty(), 0, 0, 0), status.queue());
        assertEquals(new Lists(0, 0, 0, 0, Optional.empty(), 0), status.lists());
        assertEquals(
                List.of(
                        new Spend("*", "day", Optional.of(0.0), 0, Optional.of(5.0)),
                        new Spend("*", "month", Optional.of(0.0), 0, Optional.of(50.0))),
                status.spend());
        assertEquals(List.of(), status.analyses());
        assertEquals(List.of(), status.runs());
        assertEquals(Optional.empty(), status.earlier());
        assertEquals(Optional.empty(), status.silentSince());
    }

    @Nested
    class TheQueue {
        @Test
        void hasAgesByWhatWasAskedAndCountsOfWhatIsWrong() throws SQLException {
            waits(2, "pending", 700, 0, null);
            waits(5, "in_progress", 60, 3, "-1 second");
            waits(7, "pending", 4_000, 4, null);
            waits(2, "dead", 9_000, 5, null);

            Queue queue = status().queue();

            assertEquals(3, queue.open());
            assertEquals(700, queue.oldestChange().orElseThrow().toSeconds(), 5);
            assertEquals(4_000, queue.oldestBackfill().orElseThrow().toSeconds(), 5);
            assertEquals(1, queue.dead());
            assertEquals(2, queue.failing());
            assertEquals(1, queue.expired());
            assertEquals(
                    List.of("dead 2 1 0", "in_progress 5 1 0", "pending 2 1 1", "pending 7 1 1"),
                    asWorker("select status, priority, users, due from cineai.status_queue order by 1, 2"));
        }

        @Test
        void hasWhatWasOnlyNotedBesideIt() throws SQLException {
            session.run(
                    "insert into cineai.rec_refresh_missed (user_id, at) values (?, now() - interval '20 minutes')",
                    SampleWorld.aUser(session));

            assertEquals(1, status().missed().changes());
            assertEquals(1_200, status().missed().oldest().orElseThrow().toSeconds(), 5);
        }

        private void waits(int priority, String status, int age, int attempts, String lease) throws SQLException {
            session.run("""
                    insert into cineai.rec_refresh_queue as q
                           (user_id, priority, status, enqueued_at, attempts, claim_token, claimed_gen, leased_until)
                    values (?, ?, ?, clock_timestamp() - make_interval(secs => ?), ?, gen_random_uuid(), 1, now() + ?::interval)
                    """, SampleWorld.aUser(session), priority, status, age, attempts, lease);
        }
    }

    @Nested
    class ListsOfActiveUsers {
        @BeforeEach
        void films() throws SQLException {
            session.run("insert into public.movies (title) select 'Film ' || n from generate_series(1, ?) n", FILMS);
        }

        @Test
        void areStaleMissingOrHalf() throws SQLException {
            list(user("2 days"), 50, "1 hour");
            list(user("2 days"), 50, "7 hours");
            list(user("2 days"), 24, "1 hour");
            list(user("2 days"), 25, "1 hour");
            user("2 days");

            Lists lists = status().lists();

            assertEquals(5, lists.active());
            assertEquals(1, lists.stale());
            assertEquals(1, lists.none());
            assertEquals(1, lists.half());
            assertEquals(149, lists.rows());
            assertEquals(7 * 3_600, lists.oldest().orElseThrow().toSeconds(), 5);
            assertEquals(
                    List.of("5 1 1 1 4 149 true"),
                    asWorker("select active, stale, no_list, half, feeds, list_rows, rows_exact"
                            + " from cineai.status_freshness"));
        }

        @Test
        void areNotThoseOfWhoSleepsOrHasOnlyJustCome() throws SQLException {
            user("31 days");
            user("1 hour");

            assertEquals(new Lists(0, 0, 0, 0, Optional.empty(), 0), status().lists());
        }

        @Test
        void areAlsoOfWhoDidSomethingWithoutSigningIn() throws SQLException {
            UUID film = film(1);
            for (String act : List.of(
                    "insert into public.ratings (user_id, movie_id, rating, interested, rated_at)"
                            + " select u, m, 4, true, now() - interval '2 hours' from (values (?::uuid, ?::uuid)) t (u, m)",
                    "insert into public.watchlist (user_id, movie_id, added_at)"
                            + " select u, m, now() - interval '2 hours' from (values (?::uuid, ?::uuid)) t (u, m)",
                    "insert into public.user_behavior_signals (user_id, movie_id, action, created_at)"
                            + " select u, m, 'view', now() - interval '2 hours' from (values (?::uuid, ?::uuid)) t (u, m)",
                    "insert into public.recommendation_feedback (user_id, client_id, movie_id, action, occurred_at, received_at)"
                            + " select u, gen_random_uuid(), m, 'click', now(), now() - interval '2 hours'"
                            + " from (values (?::uuid, ?::uuid)) t (u, m)"))
                session.run(act, SampleWorld.aUser(session), film);
            session.run("truncate cineai.rec_refresh_queue");

            assertEquals(4, status().lists().active());
            assertEquals(4, status().lists().none());
        }

        @Test
        void thatWaitInTheQueueAreOnTheirWay() throws SQLException {
            UUID ada = user("2 days");
            session.run("insert into cineai.rec_refresh_queue (user_id) values (?)", ada);
            assertEquals(0, status().lists().none());

            session.run("update cineai.rec_refresh_queue set enqueued_at = now() - interval '2 hours'");

            assertEquals(1, status().lists().none());
        }

        @Test
        void areShortRightlyWhereThereIsNothingMoreToRecommend() throws SQLException {
            UUID ada = user("2 days");
            list(ada, 20, "1 hour");
            assertEquals(1, status().lists().half());

            session.run(
                    "insert into public.ratings (user_id, movie_id, rating, interested, rated_at)"
                            + " select ?, id, 4, true, now() - interval '1 year' from public.movies order by title limit 40",
                    ada);

            assertEquals(0, status().lists().half());
        }

        /** Beyond two million rows: by the planner's estimate, and two thousand lists at a time. */
        @Test
        void areSampledWhereThereAreVeryMany() throws SQLException {
            list(user("2 days"), 24, "1 hour");
            list(user("2 days"), 50, "1 hour");
            session.run("update pg_class set reltuples = 3000000 where oid = 'public.recommendations'::regclass");

            Lists lists = status().lists();

            assertEquals(1, lists.half());
            assertEquals(3_000_000, lists.rows());
        }

        private UUID user(String signedIn) throws SQLException {
            UUID user = SampleWorld.aUser(session);
            session.run("update auth.users set last_sign_in_at = now() - ?::interval where id = ?", signedIn, user);
            return user;
        }

        private void list(UUID user, int films, String checked) throws SQLException {
            session.run("""
                    insert into public.recommendation_feeds (user_id, generation, body, etag, algorithm_used, input_digest,
                                                             made_with, generated_at, checked_at, fresh_until)
                    values (?, 1, '\\x1f8b', 'etag', 'hybrid', 'digest', 'hybrid/50/0.4/explained/v1', now(), now() - ?::interval,
                            now())""", user, checked);
            session.run(
                    "insert into public.recommendations (user_id, movie_id, score, rank, generation)"
                            + " select ?, id, 0.5, 1, 1 from public.movies order by title limit ?",
                    user,
                    films);
        }

        private UUID film(int number) throws SQLException {
            return UUID.fromString(session.one("select id from public.movies where title = ?", "Film " + number));
        }
    }

    @Test
    void whatIsReservedIsUsed() throws SQLException {
        session.run("insert into cineai.llm_budget (feature, period, starts_at, usd, usd_reserved, calls)"
                + " values ('*', 'day', date_trunc('day', now(), 'UTC'), 2, 1, 10),"
                + " ('*', 'day', date_trunc('day', now(), 'UTC') - interval '1 day', 5, 0, 0),"
                + " ('style-analysis', 'day', date_trunc('day', now(), 'UTC'), 2, 1, 10)");
        session.run(
                "insert into cineai.llm_limits (feature, period, tokens, usd) values ('style-analysis', 'month', 1000, 0)");

        assertEquals(
                List.of(
                        new Spend("*", "day", Optional.of(0.6), 2, Optional.of(5.0)),
                        new Spend("*", "month", Optional.of(0.0), 0, Optional.of(50.0)),
                        new Spend("style-analysis", "day", Optional.empty(), 2, Optional.empty()),
                        new Spend("style-analysis", "month", Optional.of(0.0), 0, Optional.of(0.0))),
                status().spend());
        assertEquals(
                List.of("* hour 0 0.0"),
                asWorker("select feature, period, calls, used from cineai.status_spend where period = 'hour'"));
    }

    @Nested
    class AnalysesAreThoseOfTheLastRuns {
        @Test
        void withTheirHitsInLists() throws SQLException {
            UUID heat = SampleWorld.aFilm(session, "Heat");
            UUID alien = SampleWorld.aFilm(session, "Alien");
            for (int user = 0; user < 3; user++) recommended(SampleWorld.aUser(session), heat);
            recommended(SampleWorld.aUser(session), alien);
            session.run(
                    "insert into public.movie_cinematic_styles (movie_id, provider, expires_at)"
                            + " values (?, 'anthropic', now() + interval '1 day'), (?, 'anthropic', now() - interval '1 day')",
                    heat,
                    alien);
            ran("style-analysis", "local/rules", "2 days");
            ran("style-analysis", "anthropic/claude-haiku-5-5", "1 day");
            session.run(
                    "insert into cineai.llm_calls (feature, provider, model, outcome, latency_ms)"
                            + " select 'style-analysis', 'anthropic', 'claude-haiku-5-5', 'failed', 400 from generate_series(1, 6)");

            Status.Analysis style = status().analyses().get(0);

            assertEquals("anthropic/claude-haiku-5-5", style.analyst());
            assertEquals(4, style.lookups());
            assertEquals(3, style.hits());
            assertEquals(State.FAILED, style.state());
            assertEquals(Optional.of(400), style.medianMs());
            assertEquals(1, status().analyses().size());
        }

        private void recommended(UUID user, UUID film) throws SQLException {
            session.run(
                    "insert into public.recommendations (user_id, movie_id, score, rank, generation) values (?, ?, 0.9, 1, 1)",
                    user,
                    film);
        }

        private void ran(String function, String analyst, String ago) throws SQLException {
            session.run(
                    "insert into cineai.function_runs (run_id, function, status, report, started_at)"
                            + " values (gen_random_uuid(), ?, 'succeeded',"
                            + " jsonb_build_object('details', jsonb_build_object('analyst', ?::text)), now() - ?::interval)",
                    function,
                    analyst,
                    ago);
        }
    }

    @Test
    void functionsAreJudgedByTheirLastRuns() throws SQLException {
        session.run("""
                insert into cineai.function_runs (run_id, function, status, error, started_at)
                select gen_random_uuid(), f, s, case s when 'failed' then 'no luck' end, now() - make_interval(mins => m)
                  from (values ('cold-start', 'succeeded', 300), ('cold-start', 'failed', 30), ('cold-start', 'failed', 20),
                               ('queue-drain', 'running', 90), ('queue-drain', 'running', 85), ('queue-drain', 'succeeded', 10),
                               ('queue-drain', 'succeeded', 5), ('queue-drain', 'running', 0)) t (f, s, m)""");

        assertEquals(
                List.of("cold-start 2 0", "queue-drain 0 2"),
                status().runs().stream()
                        .map(it -> it.function() + " " + it.failures() + " " + it.lost())
                        .toList());
        assertEquals(
                List.of("cold-start no luck 0 true", "queue-drain null 1 true"),
                asWorker("select function, last_error, running, expected_at = last_start + usual_gap"
                        + " from cineai.status_functions order by 1"));
    }

    @Test
    void aLookIsComparedWithEarlierOnes() throws SQLException {
        session.run("insert into cineai.status_samples (measured_at, list_rows, missed)"
                + " values (now() - interval '2 days', 9000, 9), (now() - interval '3 hours', 500, 7),"
                + " (now() - interval '5 minutes', 400, 2), (now() - interval '10 seconds', 300, 1),"
                + " (now() - interval '8 days', 1, 1)");

        assertEquals(Optional.of(new Earlier(500, 2)), status().earlier());

        now(statuses.keep(status()));
        assertEquals(5, session.count("select count(*) from cineai.status_samples"));
        assertEquals(
                0,
                session.count(
                        "select count(*) from cineai.status_samples where measured_at < now() - interval '7 days'"));
    }

    @Test
    void listsOfADayHaveTheirTimes() throws SQLException {
        session.run("""
                insert into cineai.function_runs (run_id, function, status, report, started_at, finished_at)
                select gen_random_uuid(), 'queue-drain', 'succeeded', jsonb_build_object('succeeded', 8, 'skipped', 2),
                       d, d + n * interval '1 second'
                  from generate_series(1, 3) n, (select date_trunc('day', now(), 'UTC') - interval '12 hours') t (d)""");

        assertEquals(
                List.of("queue-drain 3 30 2000 2900 200.0 290.0"),
                asWorker("select function, runs, lists, p50_ms, p95_ms, p50_ms_a_list, p95_ms_a_list"
                        + " from cineai.status_generation"));
    }

    @Test
    void queriesAreCountedByWhoUnderstoodThem() throws SQLException {
        session.run("""
                insert into public.conversational_query_cache (original_query, query_key, parser, hits, confidence, wanted)
                values ('a', 'a', 'local', 3, 0.4, true), ('b', 'b', 'local', 1, 0.8, false), ('c', 'c', 'model', 5, 0.9, false),
                       ('d', 'd', null, 0, null, true)""");
        UUID ada = SampleWorld.aUser(session);
        UUID heat = SampleWorld.aFilm(session, "Heat");
        for (String action : List.of("impression", "impression", "click"))
            session.run(
                    "insert into public.recommendation_feedback (user_id, client_id, movie_id, action, context, occurred_at)"
                            + " values (?, gen_random_uuid(), ?, ?, '{\"parser\": \"local\"}', now())",
                    ada,
                    heat,
                    action);

        assertEquals(
                List.of("local 2 1 4 0.600 1 2 1", "model 1 0 5 0.900 0 0 0", "none yet 1 1 0 null 0 0 0"),
                asWorker("select parser, queries, wanted, hits, confidence, unsure, shown, clicks"
                        + " from cineai.status_queries order by 1"));
    }

    @Test
    void usersAreAskedWhatTheyMakeOfEachAlgorithm() throws SQLException {
        UUID heat = SampleWorld.aFilm(session, "Heat");
        for (int user = 0; user < 4; user++)
            for (String action :
                    List.of("impression", user == 0 ? "click" : "like", user < 3 ? "watched" : "dismissed"))
                session.run(
                        "insert into public.recommendation_feedback"
                                + " (user_id, client_id, movie_id, action, algorithm_used, occurred_at)"
                                + " values (?, gen_random_uuid(), ?, ?, 'hybrid', now())",
                        SampleWorld.aUser(session),
                        heat,
                        action);

        assertEquals(
                List.of("hybrid 12 4 1 6 1 0.2500 0.8571"),
                asWorker("select algorithm, users, shown, clicks, liked, refused, click_rate, satisfaction"
                        + " from cineai.status_satisfaction"));
    }

    @Test
    void nobodyOfTheAppSeesOperatorsFigures() throws SQLException {
        for (String view :
                session.rows("select relname from pg_class where relkind = 'v' and relname like 'status\\_%'"))
            for (String role : List.of("anon", "authenticated", "service_role", "cineai_reader"))
                assertEquals(
                        "false",
                        session.one("select has_table_privilege(?, 'cineai.' || ?, 'select')", role, view),
                        role + " " + view);
        assertTrue(
                session.count("select count(*) from pg_class where relkind = 'v' and relname like 'status\\_%'") >= 8);
    }

    private Status status() {
        Instant at = now(statuses.now());
        return now(statuses.status(at, Duration.ofMillis(1), ASKED, 5));
    }

    private List<String> asWorker(String sql) throws SQLException {
        try (Session worker = database.connect(TestPostgres.WORKER)) {
            return worker.rows(sql);
        }
    }
}
