package io.cineai.store.health;

import static io.cineai.testkit.TestPool.now;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cineai.analyze.AnalysisKind;
import io.cineai.budget.ModelId;
import io.cineai.monitor.Health;
import io.cineai.monitor.State;
import io.cineai.store.analysis.Recipe;
import io.cineai.store.health.ServiceHealth.Waiting;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPool;
import io.cineai.testkit.TestPostgres;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthStoreTest {
    private static final int BREAKER = 5;
    private static final ModelId HAIKU = new ModelId("anthropic", "claude-haiku-5-5");
    private static final Recipe THEMES = new Recipe(AnalysisKind.THEMATIC, HAIKU, "thematic-1");
    private static final Instant LONG_FROM_NOW = Instant.parse("2099-01-01T00:00:00Z");

    private static final Map<AnalysisKind, String> TABLES = Map.of(
            AnalysisKind.STYLE, "public.movie_cinematic_styles",
            AnalysisKind.THEMATIC, "public.movie_thematic_profiles",
            AnalysisKind.EMOTIONAL, "public.movie_emotional_journeys");

    private final TestPostgres database = TestPostgres.fresh();
    private final TestPool pool = TestPool.of(database, TestPostgres.WORKER);
    private final HealthStore health = new HealthStore(pool.pool());
    private Session session;

    @BeforeEach
    void connect() throws Exception {
        session = database.connect();
    }

    @AfterEach
    void close() throws Exception {
        session.close();
        pool.close();
    }

    @Nested
    class Calls {
        @Test
        void areThoseOfTheLastHour() throws Exception {
            call("succeeded", "59 minutes", 100);
            call("succeeded", "1 second", 300);
            call("failed", "61 minutes", 9_000);
            call("failed", "2 days", 9_000);

            ServiceHealth figures = now(health.of(THEMES, BREAKER));

            assertEquals(2, figures.calls());
            assertEquals(0, figures.errors());
            assertEquals(Optional.of(200), figures.medianMs());
        }

        @Test
        void areNotThoseOfBatches() throws Exception {
            call("succeeded", "1 minute", 100);
            call("failed", "1 minute", 100);
            session.run("update cineai.llm_calls set batch_intent = gen_random_uuid() where outcome = 'failed'");

            ServiceHealth figures = now(health.of(THEMES, BREAKER));

            assertEquals(1, figures.calls());
            assertEquals(0, figures.errors());
        }

        @Test
        void areOfThisServiceAndItsModel() throws Exception {
            call("failed", "1 minute", 100);
            session.run("update cineai.llm_calls set feature = 'style-analysis'");
            call("failed", "1 minute", 100);
            session.run("update cineai.llm_calls set provider = 'acme' where feature = 'thematic-analysis'");
            call("failed", "1 minute", 100);
            session.run("update cineai.llm_calls set model = 'claude-sonnet-5-5' where provider = 'anthropic'"
                    + " and feature = 'thematic-analysis'");

            assertEquals(0, now(health.of(THEMES, BREAKER)).calls());
        }

        @ParameterizedTest
        @CsvSource({
            "succeeded, 0",
            "over_budget, 0",
            "refused, 1",
            "malformed, 1",
            "cut_off, 1",
            "rate_limited, 1",
            "overloaded, 1",
            "timed_out, 1",
            "failed, 1",
            "lost, 1"
        })
        void areErrorsUnlessAnswersWereKeptOrMoneyWasOut(String outcome, int errors) throws Exception {
            call(outcome, "1 minute", 100);

            ServiceHealth figures = now(health.of(THEMES, BREAKER));

            assertEquals(1, figures.calls());
            assertEquals(errors, figures.errors());
        }

        @Test
        void haveAMedianAndATail() throws Exception {
            for (int tenth = 1; tenth <= 10; tenth++) call("succeeded", "1 minute", tenth * 100);
            call("lost", "1 minute", null);

            ServiceHealth figures = now(health.of(THEMES, BREAKER));

            assertEquals(Optional.of(550), figures.medianMs());
            assertEquals(Optional.of(955), figures.p95Ms());
            assertEquals(11, figures.calls());
        }

        @Test
        void areNoneWhereNothingWasAsked() {
            assertEquals(
                    new ServiceHealth(0, 0, Optional.empty(), Optional.empty(), 0, 0, Optional.empty()),
                    now(health.of(THEMES, BREAKER)));
        }
    }

    @Nested
    class Lookups {
        @ParameterizedTest
        @EnumSource
        void areHitsWhereTheConfiguredProvidersAnalysisIsThereAndValid(AnalysisKind kind) throws Exception {
            UUID ada = SampleWorld.aUser(session);
            UUID bob = SampleWorld.aUser(session);
            UUID known = film("Known");
            UUID expired = film("Expired");
            UUID local = film("Known to the rules only");
            UUID appsOwn = film("Known to the app");
            UUID unknown = film("Unknown");
            analysis(TABLES.get(kind), known, "anthropic", "1 day");
            analysis(TABLES.get(kind), expired, "anthropic", "-1 second");
            analysis(TABLES.get(kind), local, "local", "1 day");
            analysis(TABLES.get(kind), appsOwn, null, "1 day");
            for (AnalysisKind other : AnalysisKind.values())
                if (other != kind) analysis(TABLES.get(other), unknown, "anthropic", "1 day");
            aList(ada, "1 hour", known, expired, local, appsOwn, unknown);
            aList(bob, "1 hour", known);

            ServiceHealth figures = now(health.of(new Recipe(kind, HAIKU, "1"), BREAKER));

            assertEquals(6, figures.lookups());
            assertEquals(2, figures.hits());
            Recipe byRules = new Recipe(kind, new ModelId("local", "rules"), "1");
            assertEquals(1, now(health.of(byRules, BREAKER)).hits());
        }

        @Test
        void areNotInStaleListsNorInTheAppsOwn() throws Exception {
            UUID ada = SampleWorld.aUser(session);
            UUID bob = SampleWorld.aUser(session);
            UUID heat = film("Heat");
            analysis("public.movie_thematic_profiles", heat, "anthropic", "1 day");
            aList(ada, "-1 second", heat);
            aList(bob, "1 hour");
            session.run("insert into public.recommendations (user_id, movie_id, score) values (?, ?, 0.5)", bob, heat);

            assertEquals(0, now(health.of(THEMES, BREAKER)).lookups());
        }
    }

    @Nested
    class TheBreaker {
        @Test
        void isShutWhereNobodyFailed() {
            assertEquals(Optional.empty(), now(health.of(THEMES, BREAKER)).waiting());
        }

        @Test
        void isShutWhereTheModelOnlyWantsAPause() throws Exception {
            cooldown("claude-haiku-5-5", LONG_FROM_NOW, "429", BREAKER - 1);

            assertEquals(
                    Optional.of(new Waiting(LONG_FROM_NOW, "429", false)),
                    now(health.of(THEMES, BREAKER)).waiting());
        }

        @Test
        void isOpenAfterSoManyFailures() throws Exception {
            cooldown("claude-haiku-5-5", LONG_FROM_NOW, "500", BREAKER);

            assertEquals(
                    Optional.of(new Waiting(LONG_FROM_NOW, "500", true)),
                    now(health.of(THEMES, BREAKER)).waiting());
        }

        @Test
        void isNotWaitedForWhenItsTimeIsOver() throws Exception {
            cooldown("claude-haiku-5-5", Instant.parse("2020-01-01T00:00:00Z"), "500", BREAKER);

            assertEquals(Optional.empty(), now(health.of(THEMES, BREAKER)).waiting());
        }

        @Test
        void isTheProvidersOwnLimitToo() throws Exception {
            cooldown("*", LONG_FROM_NOW, "its limit is reached", 0);

            assertEquals(
                    Optional.of(new Waiting(LONG_FROM_NOW, "its limit is reached", false)),
                    now(health.of(THEMES, BREAKER)).waiting());
        }

        @Test
        void ofAnotherModelIsNoMatter() throws Exception {
            cooldown("claude-sonnet-5-5", LONG_FROM_NOW, "500", BREAKER);

            assertEquals(Optional.empty(), now(health.of(THEMES, BREAKER)).waiting());
        }

        @Test
        void isWaitedForAsLongAsTheLongestTakes() throws Exception {
            cooldown("claude-haiku-5-5", LONG_FROM_NOW.minusSeconds(60), "429", 0);
            cooldown("*", LONG_FROM_NOW, "its limit is reached", 0);

            assertEquals(
                    "its limit is reached",
                    now(health.of(THEMES, BREAKER)).waiting().orElseThrow().why());
        }

        private void cooldown(String model, Instant until, String reason, int failures) throws SQLException {
            session.run(
                    "insert into cineai.llm_cooldown (provider, model, until, reason, failures)"
                            + " values ('anthropic', ?, ?::timestamptz, ?, ?)",
                    model,
                    until.toString(),
                    reason,
                    failures);
        }
    }

    @Nested
    class TheStatus {
        @ParameterizedTest
        @CsvSource({
            // calls, errors, waiting, status
            "0, 0, no, healthy",
            "1, 1, no, healthy",
            "4, 4, no, healthy",
            "5, 0, no, healthy",
            "10, 1, no, healthy",
            "100, 10, no, healthy",
            "100, 11, no, degraded",
            "5, 1, no, degraded",
            "10, 8, no, degraded",
            "100, 89, no, degraded",
            "10, 9, no, failed",
            "5, 5, no, failed",
            "0, 0, a pause, degraded",
            "100, 0, a pause, degraded",
            "10, 9, a pause, failed",
            "0, 0, the breaker, failed",
            "100, 0, the breaker, failed"
        })
        void saysHowItDoes(long calls, long errors, String waiting, String status) {
            Optional<Waiting> what = waiting.equals("no")
                    ? Optional.empty()
                    : Optional.of(new Waiting(LONG_FROM_NOW, waiting, waiting.equals("the breaker")));

            assertEquals(
                    status, new ServiceHealth(calls, errors, Optional.empty(), Optional.empty(), 0, 0, what).status());
        }

        @Test
        void comesWithRatesAlsoWhereThereIsNothingToDivideBy() {
            ServiceHealth idle = new ServiceHealth(0, 0, Optional.empty(), Optional.empty(), 0, 0, Optional.empty());
            ServiceHealth busy = new ServiceHealth(8, 2, Optional.empty(), Optional.empty(), 10, 4, Optional.empty());

            assertEquals(0, idle.errorRate());
            assertEquals(0, idle.hitRate());
            assertEquals(0.25, busy.errorRate());
            assertEquals(0.4, busy.hitRate());
        }
    }

    @Nested
    class APublication {
        private final ServiceHealth figures = new ServiceHealth(
                8,
                2,
                Optional.of(1_200),
                Optional.of(4_800),
                10,
                4,
                Optional.of(new Waiting(LONG_FROM_NOW, "429 rate_limit_error", false)));

        @Test
        void isReadByAnybody() throws Exception {
            now(health.publish(THEMES, figures));

            session.actAs("anon", null);

            assertEquals(
                    "thematic-analysis degraded 1200 429 rate_limit_error",
                    session.one(
                            "select service_name, status, response_time_ms, error_message from public.ai_service_health"));
        }

        @Test
        void saysTheseFiguresAndNothingElse() throws Exception {
            now(health.publish(THEMES, figures));

            assertEquals(
                    "{\"calls\": 8, \"model\": \"claude-haiku-5-5\", \"p95Ms\": 4800, \"hitRate\": 0.4, \"lookups\": 10,"
                            + " \"provider\": \"anthropic\", \"errorRate\": 0.25}",
                    session.one("select metadata from public.ai_service_health"));
        }

        @Test
        void isOfNow() throws Exception {
            now(health.publish(THEMES, figures));

            assertEquals(
                    "true",
                    session.one("select last_check between now() - interval '1 minute' and clock_timestamp()"
                            + " from public.ai_service_health"));
        }

        @Test
        void ofAServiceThatDidNothingHasNoLatency() throws Exception {
            now(health.publish(THEMES, now(health.of(THEMES, BREAKER))));

            assertEquals(
                    "healthy null null null 0 0",
                    session.one("select status, response_time_ms, error_message, metadata ->> 'p95Ms',"
                            + " metadata ->> 'calls', metadata ->> 'hitRate' from public.ai_service_health"));
        }

        @Test
        void isOneOfMany() throws Exception {
            now(health.publish(THEMES, figures));
            now(health.publish(new Recipe(AnalysisKind.STYLE, HAIKU, "style-1"), figures));

            assertEquals(2, session.count("select count(distinct service_name) from public.ai_service_health"));
        }

        @Test
        void ofAllServicesIsARowEach() throws Exception {
            now(health.publish(List.of(
                    new Health("database", State.HEALTHY, Optional.of(3), Optional.empty(), Map.of()),
                    new Health("queue", State.FAILED, Optional.empty(), Optional.of("queue:age"), Map.of("open", 4)))));

            assertEquals(
                    List.of("database healthy 3 null {}", "queue failed null queue:age {\"open\": 4}"),
                    session.rows("select service_name, status, response_time_ms, error_message, metadata"
                            + " from public.ai_service_health order by 1"));
        }

        @Test
        void ofAChangeIsWrittenOnceAnHour() throws Exception {
            now(health.publishChange("monitor", State.FAILED, "monitor"));
            now(health.publishChange("monitor", State.FAILED, "monitor"));
            assertEquals(1, session.count("select count(*) from public.ai_service_health"));
            session.run("update public.ai_service_health set last_check = now() - interval '61 minutes'");
            now(health.publishChange("monitor", State.FAILED, "monitor"));
            now(health.publishChange("monitor", State.HEALTHY, "back"));

            assertEquals(
                    List.of("failed", "failed", "healthy"),
                    session.rows("select status from public.ai_service_health order by last_check"));
        }

        @Test
        void holdsNothingOfCallsOrPeople() throws Exception {
            UUID run = UUID.randomUUID();
            call("failed", "1 minute", 100);
            session.run(
                    "update cineai.llm_calls set run_id = ?, request_id = 'req_011', analysis_key = 'the-key',"
                            + " cost_usd = 123.456",
                    run);
            UUID ada = SampleWorld.aUser(session);
            UUID heat = film("Heat");
            aList(ada, "1 hour", heat);

            now(health.publish(THEMES, now(health.of(THEMES, BREAKER))));

            String row = session.one("select h::text from public.ai_service_health h");
            for (Object secret : new Object[] {run, "req_011", "the-key", "123.456", ada, heat})
                assertFalse(row.contains(secret.toString()), row);
        }

        @ParameterizedTest
        @ValueSource(strings = {"anon", "authenticated"})
        void isWrittenByTheWorkerAlone(String role) throws Exception {
            now(health.publish(THEMES, figures));
            session.actAs(role, null);

            for (String act : new String[] {
                "update public.ai_service_health set status = 'healthy'",
                "delete from public.ai_service_health",
                "insert into public.ai_service_health (service_name, status) values ('mine', 'healthy')"
            })
                assertEquals(
                        "42501",
                        assertThrows(SQLException.class, () -> session.run(act)).getSQLState());
            assertEquals(1, session.count("select count(*) from public.ai_service_health"));
        }
    }

    private void call(String outcome, String ago, @Nullable Integer latency) throws SQLException {
        session.run("""
                insert into cineai.llm_calls (feature, provider, model, outcome, called_at, latency_ms)
                values ('thematic-analysis', 'anthropic', 'claude-haiku-5-5', ?, now() - ?::interval, ?)""", outcome, ago, latency);
    }

    private UUID film(String title) throws SQLException {
        return SampleWorld.aFilm(session, title);
    }

    /** validFor may be in the past. */
    private void analysis(String table, UUID film, @Nullable String provider, String validFor) throws SQLException {
        session.run(
                "insert into " + table + " (movie_id, provider, expires_at) values (?, ?, now() + ?::interval)",
                film,
                provider,
                validFor);
    }

    /** A list of ours; freshFor may be in the past. */
    private void aList(UUID user, String freshFor, UUID... films) throws SQLException {
        session.run("""
                insert into public.recommendation_feeds (user_id, generation, body, etag, algorithm_used, input_digest,
                                                         made_with, generated_at, checked_at, fresh_until)
                values (?, 1, '\\x1f8b', 'etag', 'hybrid', 'digest', 'settings', now(), now(), now() + ?::interval)""", user, freshFor);
        for (UUID film : films)
            session.run(
                    "insert into public.recommendations (user_id, movie_id, score, rank, generation) values (?, ?, 0.9, 1, 1)",
                    user,
                    film);
    }
}
