package io.cineai.store.retention;

import static io.cineai.testkit.TestPool.now;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.store.Busy;
import io.cineai.store.retention.RetentionStore.Page;
import io.cineai.store.retention.RetentionStore.Walk;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetentionStoreTest {
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int SMALL = 3;

    private final TestPostgres database = TestPostgres.fresh();
    private final TestPool pool = TestPool.of(database, TestPostgres.WORKER);
    private final RetentionStore store = new RetentionStore(pool.pool());
    private Session db;

    @BeforeEach
    void connect() throws Exception {
        db = database.connect();
    }

    @AfterEach
    void close() throws Exception {
        db.close();
        pool.close();
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyTableIsOnePageWithoutAnEnd(Bound table) {
        assertEquals(Page.NOTHING, now(store.forget(weekOf(table), table.start(), 10)));
        assertEquals(Page.NOTHING, now(store.count(weekOf(table), table.start())));
    }

    @Nested
    class ListsOfUsers {
        private UUID ada;

        @BeforeEach
        void twelveFilms() throws Exception {
            ada = SampleWorld.aUser(db);
            for (int n = 1; n <= 12; n++) SampleWorld.aFilm(db, "Film " + n);
        }

        @Test
        void theBestByRankStay() throws Exception {
            listed(ada, "row_number() over (order by id)", "7");

            assertEquals(8, forgotten(listsOf(4)));

            assertEquals(List.of("1", "2", "3", "4"), ranks(ada));
        }

        @Test
        void whoHasFewEnoughLosesNone() throws Exception {
            listed(ada, "row_number() over (order by id)", "7");

            assertEquals(0, forgotten(listsOf(12)));

            assertEquals(12, ranks(ada).size());
        }

        @Test
        void theAppsOwnRowsAreNeitherTouchedNorCounted() throws Exception {
            listed(ada, "null::int", "null::bigint");
            UUID bob = SampleWorld.aUser(db);
            listed(bob, "row_number() over (order by id)", "case when random() < 2 then 7 end");
            db.run(
                    "update public.recommendations set generation = null, rank = null where user_id = ? and rank > 5",
                    bob);

            assertEquals(1, forgotten(listsOf(4)));

            assertEquals(12, ranks(ada).size());
            assertEquals(
                    7,
                    db.count(
                            "select count(*) from public.recommendations where generation is null and user_id = ?",
                            bob));
            assertEquals(4, db.count("select count(*) from public.recommendations where rank is not null"));
        }

        @Test
        void everyUserIsSeenHoweverManyAPageHolds() throws Exception {
            for (int n = 0; n < 7; n++) listed(SampleWorld.aUser(db), "row_number() over (order by id)", "7");

            assertEquals(7 * 8, forgotten(listsOf(4)));

            assertEquals(
                    List.of("4"), db.rows("select distinct count(*) from public.recommendations group by user_id"));
        }

        @Test
        void aRowThatIsLockedStaysAndNobodyWaits() throws Exception {
            listed(ada, "row_number() over (order by id)", "7");
            try (Session busy = database.connect()) {
                busy.run("begin");
                busy.run("update public.recommendations set reason = 'mine' where rank in (7, 9)");

                assertEquals(6, forgotten(listsOf(4)));

                busy.run("commit");
            }
            assertEquals(List.of("1", "2", "3", "4", "7", "9"), ranks(ada));
            assertEquals(2, forgotten(listsOf(4)));
        }

        @Test
        void noMoreGoThanMay() throws Exception {
            listed(ada, "row_number() over (order by id)", "7");

            assertEquals(
                    5, now(store.forget(listsOf(4), Bound.LISTS.start(), 5)).gone());

            assertEquals(7, ranks(ada).size());
        }

        @Test
        void usersAreFoundByTheIndexAndRowsByTheirPlace() throws Exception {
            listed(ada, "row_number() over (order by id)", "7");
            db.run("analyze public.recommendations");
            db.run("set enable_seqscan = off");
            db.run("prepare walk (text, int, float8, boolean, bigint) as " + Bound.LISTS.sql());

            List<String> plan =
                    db.rows("explain execute walk ('00000000-0000-0000-0000-000000000000', 10, 200, false, 1000)");

            assertTrue(plan.stream().noneMatch(line -> line.contains("Seq Scan on recommendations")), plan.toString());
            assertTrue(plan.stream().anyMatch(line -> line.contains("Tid Scan")), plan.toString());
        }

        private void listed(UUID user, String rank, String generation) throws SQLException {
            db.run("""
                    insert into public.recommendations (user_id, movie_id, score, rank, generation)
                    select ?, id, 0.5, %s, %s from public.movies""".formatted(rank, generation), user);
        }

        private List<String> ranks(UUID user) throws SQLException {
            return db.rows("select rank from public.recommendations where user_id = ? order by rank", user);
        }
    }

    @Nested
    class QueriesAndFeedback {
        @Test
        void aQueryGoesAWeekAfterItsLastHit() throws Exception {
            UUID ada = SampleWorld.aUser(db);
            query("hit yesterday", null, "30 days", "1 day", false);
            query("hit long ago", null, "30 days", "8 days", false);
            query("new", null, "1 day", null, false);
            query("never hit", null, "8 days", null, false);
            query("wanted, never hit", null, "8 days", null, true);
            query("wanted, hit", null, "8 days", "1 day", true);
            query("a user's, hit", ada, "30 days", "1 day", false);
            query("a user's, hit long ago", ada, "30 days", "8 days", false);
            db.run(
                    "insert into public.conversational_query_cache (user_id, original_query, created_at) values (?, 'the app''s own', '2020-01-01')",
                    ada);

            assertEquals(4, forgotten(weekOf(Bound.QUERIES)));

            assertEquals(
                    List.of("a user's, hit", "hit yesterday", "new", "the app's own", "wanted, hit"),
                    db.rows(
                            "select original_query from public.conversational_query_cache order by original_query collate \"C\""));
        }

        @Test
        void whatAUserSaidOfAFilmStays() throws Exception {
            UUID ada = SampleWorld.aUser(db);
            UUID heat = SampleWorld.aFilm(db, "Heat");
            for (String age : List.of("1 day", "8 days")) db.run("""
                        insert into public.recommendation_feedback (user_id, client_id, movie_id, action, occurred_at, received_at)
                        select ?, gen_random_uuid(), ?, a, now() - cast(? as interval), now() - cast(? as interval)
                          from unnest(array['impression', 'view', 'click', 'save', 'skip', 'like', 'dislike', 'not_interested',
                                            'dismissed', 'watched']) as a""", ada, heat, age, age);

            assertEquals(4, forgotten(weekOf(Bound.FEEDBACK, 20)));

            assertEquals(
                    List.of("dislike", "dismissed", "like", "not_interested", "save", "watched"),
                    db.rows(
                            "select action from public.recommendation_feedback where received_at < now() - interval '2 days' order by 1"));
            assertEquals(16, db.count("select count(*) from public.recommendation_feedback"));
        }

        private void query(String text, UUID user, String age, String lastHit, boolean wanted) throws SQLException {
            db.run("""
                    insert into public.conversational_query_cache (query_key, original_query, user_id, created_at, last_hit_at, wanted)
                    values (?, ?, ?, now() - cast(? as interval), now() - cast(? as interval), ?)""", text, text, user, age, lastHit, wanted);
        }
    }

    @Nested
    class FilmAnalyses {
        private UUID heat;
        private String hash;

        @BeforeEach
        void aFilm() throws Exception {
            heat = SampleWorld.aFilm(db, "Heat");
            hash = db.one("select input_hash from cineai.rec_film_inputs where id = ?", heat);
        }

        @Test
        void anExpiredResultStaysUntilItIsReplacedOrNobodyRenewsIt() throws Exception {
            ready("valid", "style", "p1", hash, "20 days", "-60 days");
            ready("expired", "thematic", "p1", hash, "90 days", "6 days");
            ready("never renewed", "emotional", "p1", hash, "98 days", "8 days");
            ready("replaced", "style", "p0", hash, "90 days", "1 day");

            assertEquals(2, forgotten(weekOf(Bound.ANALYSES)));

            assertEquals(List.of("expired", "valid"), keys());
        }

        @Test
        void whatIsOfATextThatTheFilmNoLongerHasGoesWhenItIsOld() throws Exception {
            ready("other text", "style", "p1", "another", "8 days", "-80 days");
            ready("other text, new", "thematic", "p1", "another", "6 days", "-80 days");
            failed("failed of another text", "style", "another", "8 days");

            assertEquals(2, forgotten(weekOf(Bound.ANALYSES)));

            assertEquals(List.of("other text, new"), keys());
        }

        @Test
        void whatFailedStaysFailedUnlessALaterOneIsThere() throws Exception {
            failed("failed", "style", hash, "400 days");
            failed("failed before", "thematic", hash, "400 days");
            ready("valid", "thematic", "p2", hash, "20 days", "-60 days");

            assertEquals(1, forgotten(weekOf(Bound.ANALYSES)));

            assertEquals(List.of("failed", "valid"), keys());
        }

        @Test
        void whatIsInWorkStays() throws Exception {
            ready("in work", "style", "p1", "another", "98 days", "8 days");
            db.run(
                    "update cineai.movie_analyses set state = 'in_progress', claim_token = gen_random_uuid(), leased_until = now()");

            assertEquals(0, forgotten(weekOf(Bound.ANALYSES)));
        }

        @Test
        void whatTheAppSeesGoesLikewiseAndItsOwnRowsNever() throws Exception {
            UUID alien = SampleWorld.aFilm(db, "Alien");
            UUID ronin = SampleWorld.aFilm(db, "Ronin");
            for (String table :
                    List.of("movie_cinematic_styles", "movie_thematic_profiles", "movie_emotional_journeys")) {
                shown(table, heat, "local", "8 days");
                shown(table, alien, "local", "6 days");
                shown(table, ronin, null, "800 days");
            }
            db.run("""
                    insert into public.movie_emotional_journeys (movie_id, user_mood_context, provider, expires_at)
                    values (?, 'sad', 'openai', '2020-01-01')""", heat);

            for (Bound table : List.of(Bound.STYLES, Bound.THEMES, Bound.JOURNEYS))
                assertEquals(1, forgotten(weekOf(table)), table.label());

            for (String table : List.of("movie_cinematic_styles", "movie_thematic_profiles"))
                assertEquals(
                        List.of("Alien", "Ronin"),
                        db.rows("select m.title from public." + table
                                + " a join public.movies m on m.id = a.movie_id order by 1"));
            assertEquals(3, db.count("select count(*) from public.movie_emotional_journeys"));
        }

        @Test
        void neighboursOfAModelBeforeTheCurrentGo() throws Exception {
            UUID alien = SampleWorld.aFilm(db, "Alien");
            UUID ronin = SampleWorld.aFilm(db, "Ronin");
            db.run("insert into cineai.similarity_model (version, trained_at, report) values (5, now(), '{}')");
            db.run("""
                    insert into cineai.movie_neighbours (movie_id, neighbours, weights, model_version)
                    values (?, '{}', '{}', 4), (?, '{}', '{}', 5), (?, '{}', '{}', 6)""", heat, alien, ronin);

            assertEquals(1, forgotten(weekOf(Bound.NEIGHBOURS)));

            assertEquals(List.of("5", "6"), db.rows("select model_version from cineai.movie_neighbours order by 1"));
        }

        private void ready(String key, String kind, String prompt, String input, String age, String expired)
                throws SQLException {
            db.run("""
                    insert into cineai.movie_analyses
                           (key, movie_id, kind, depth, provider, model, prompt_version, input_hash, state, result, created_at,
                            analyzed_at, expires_at)
                    values (?, ?, ?, 'detailed', 'local', 'rules', ?, ?, 'ready', '{}', now() - cast(? as interval),
                            now() - cast(? as interval), now() - cast(? as interval))""", key, heat, kind, prompt, input, age, age, expired);
        }

        private void failed(String key, String kind, String input, String age) throws SQLException {
            db.run("""
                    insert into cineai.movie_analyses
                           (key, movie_id, kind, depth, provider, model, prompt_version, input_hash, state, created_at)
                    values (?, ?, ?, 'detailed', 'openai', 'm', 'p1', ?, 'failed', now() - cast(? as interval))""", key, heat, kind, input, age);
        }

        private void shown(String table, UUID film, String provider, String expired) throws SQLException {
            db.run(
                    "insert into public." + table
                            + " (movie_id, provider, expires_at) values (?, ?, now() - cast(? as interval))",
                    film,
                    provider,
                    expired);
        }

        private List<String> keys() throws SQLException {
            return db.rows("select key from cineai.movie_analyses order by key");
        }
    }

    @Nested
    class HistoriesOfRuns {
        @Test
        void theLastRunOfEachFunctionStaysWellOrNot() throws Exception {
            run("drain", "succeeded", "1 day");
            run("drain", "succeeded", "8 days");
            run("drain", "failed", "9 days");
            run("drain", "failed", "10 days");
            run("training", "succeeded", "60 days");
            run("training", "succeeded", "61 days");
            run("monitor", "running", "90 days");

            assertEquals(3, forgotten(weekOf(Bound.RUNS)));

            assertEquals(
                    List.of("drain failed", "drain succeeded", "monitor running", "training succeeded"),
                    db.rows("select function, status from cineai.function_runs order by 1, 2"));
        }

        @Test
        void aRunThatNeverEndedHasFailed() throws Exception {
            run("drain", "running", "8 days");
            run("drain", "running", "1 hour");
            run("drain", "succeeded", "9 days");

            assertEquals(1, forgotten(weekOf(Bound.DEAD_RUNS)));

            assertEquals(
                    List.of(
                            "failed true it did not say how it ended: its process died or was cut off",
                            "running null null",
                            "succeeded true null"),
                    db.rows("select status, finished_at > started_at, error from cineai.function_runs order by 1"));
        }

        @Test
        void callsOfLateStay() throws Exception {
            for (String age : List.of("9 days", "8 days", "8 days", "8 days", "6 days", "1 hour")) db.run("""
                        insert into cineai.llm_calls (feature, provider, model, outcome, called_at)
                        values ('style-analysis', 'local', 'm', 'succeeded', now() - cast(? as interval))""", age);

            assertEquals(4, forgotten(weekOf(Bound.CALLS)));

            assertEquals(2, db.count("select count(*) from cineai.llm_calls"));
        }

        @Test
        void hoursOfTheBudgetGoBeforeItsDays() throws Exception {
            for (String period : List.of("hour", "day", "month"))
                for (String age : List.of("1 day", "8 days", "500 days")) db.run("""
                            insert into cineai.llm_budget (feature, period, starts_at)
                            values ('*', ?, now() - cast(? as interval))""", period, age);

            assertEquals(4, forgotten(new Walk(Bound.BUDGET, days(400), SMALL, PATIENCE)));

            assertEquals(
                    List.of("day 2", "hour 1", "month 2"),
                    db.rows("select period, count(*) from cineai.llm_budget group by 1 order by 1"));
        }

        @Test
        void batchesThatEndedGo() throws Exception {
            batch("collected", "8 days");
            batch("failed", "8 days");
            batch("collected", "6 days");
            batch("submitted", "8 days");

            assertEquals(2, forgotten(weekOf(Bound.BATCHES)));

            assertEquals(List.of("collected", "submitted"), db.rows("select state from cineai.llm_batches order by 1"));
        }

        @Test
        void theLastHealthOfEachServiceStays() throws Exception {
            for (String age : List.of("1 hour", "8 days", "9 days")) health("style-analysis", age);
            for (String age : List.of("80 days", "90 days")) health("the app's own", age);

            assertEquals(3, forgotten(weekOf(Bound.HEALTH)));

            assertEquals(
                    List.of("style-analysis 1", "the app's own 1"),
                    db.rows("select service_name, count(*) from public.ai_service_health group by 1 order by 1"));
        }

        @Test
        void theLastOfEachNumberStays() throws Exception {
            for (String age : List.of("1 day", "8 days", "9 days")) measured("recall", age);
            measured("ndcg", "80 days");

            assertEquals(2, forgotten(weekOf(Bound.EVALUATIONS)));

            assertEquals(
                    List.of("ndcg", "recall"), db.rows("select metric from cineai.algorithm_evaluations order by 1"));
        }

        private void run(String function, String status, String age) throws SQLException {
            db.run("""
                    insert into cineai.function_runs (run_id, function, status, started_at, finished_at)
                    values (gen_random_uuid(), ?, ?, now() - cast(? as interval), case ? when 'running' then null else now() end)""", function, status, age, status);
        }

        private void batch(String state, String age) throws SQLException {
            db.run("""
                    insert into cineai.llm_batches (batch_id, provider, model, feature, state, items, created_at, ended_at)
                    values (gen_random_uuid()::text, 'anthropic', 'm', 'style-analysis', ?, '[]', now() - cast(? as interval),
                            case ? when 'submitted' then null else now() - cast(? as interval) end)""", state, age, state, age);
        }

        private void health(String service, String age) throws SQLException {
            db.run(
                    "insert into public.ai_service_health (service_name, status, last_check) values (?, 'healthy', now() - cast(? as interval))",
                    service,
                    age);
        }

        private void measured(String metric, String age) throws SQLException {
            db.run("""
                    insert into cineai.algorithm_evaluations (experiment, algorithm, mode, metric, value, samples, evaluated_at)
                    values ('default', 'hybrid', 'offline', ?, 0.2, 10, now() - cast(? as interval))""", metric, age);
        }
    }

    @Test
    void whoCountsChangesAndLocksNothing() throws Exception {
        for (int n = 0; n < 5; n++)
            db.run(
                    "insert into cineai.llm_calls (feature, provider, model, outcome, called_at) values ('f', 'p', 'm', 'succeeded', '2020-01-01')");
        String before = db.one("select string_agg(c::text || c.xmin || c.xmax, ',') from cineai.llm_calls c");

        Page page = now(store.count(new Walk(Bound.CALLS, days(7), 10, PATIENCE), Bound.CALLS.start()));

        assertEquals(5, page.past());
        assertEquals(0, page.gone());
        assertEquals(before, db.one("select string_agg(c::text || c.xmin || c.xmax, ',') from cineai.llm_calls c"));
    }

    @Test
    void aTableThatIsBeingAlteredIsLeftAlone() throws Exception {
        try (Session altering = database.connect()) {
            altering.run("begin");
            altering.run("lock table cineai.llm_calls in access exclusive mode");

            Throwable refused = assertThrows(
                    Throwable.class, () -> now(store.forget(weekOf(Bound.CALLS), Bound.CALLS.start(), 10)));

            assertTrue(Busy.is(refused), refused.toString());
        }
    }

    /** Walks the whole table; how many went. */
    private long forgotten(Walk walk) {
        String last = walk.table().start();
        long gone = 0;
        while (true) {
            Page page = now(store.forget(walk, last, 1_000));
            gone += page.gone();
            if (page.looked() < walk.size()) return gone;
            last = page.last().orElseThrow();
        }
    }

    private static Walk listsOf(int rows) {
        return new Walk(Bound.LISTS, rows, 2, PATIENCE);
    }

    private static Walk weekOf(Bound table) {
        return weekOf(table, SMALL);
    }

    private static Walk weekOf(Bound table, int size) {
        return new Walk(table, WEEK.toSeconds(), size, PATIENCE);
    }

    private static double days(int days) {
        return Duration.ofDays(days).toSeconds();
    }
}
