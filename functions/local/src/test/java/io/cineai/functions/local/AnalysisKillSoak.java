package io.cineai.functions.local;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.cineai.testkit.Analyses;
import io.cineai.testkit.FunctionProcess;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import io.cineai.testkit.anthropic.FakeAnthropic;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The three packaged functions as the processes that they are when deployed, all films, all analyses: what is paid, when many run at
 * once and when they are killed. The provider's ledger is the witness.
 */
class AnalysisKillSoak {
    private static final List<String> FUNCTIONS = List.of("style-analysis", "thematic-analysis", "emotional-analysis");
    private static final int FILMS = 300;
    private static final int ANALYSES = 900;
    private static final int KILLS = 20;
    private static final int LANES = 4;
    private static final String SECRET = "a secret of the tests";
    private static final String CALLS = "{\"batch\": false}";
    private static final String[] ALLOWED = {"Authorization", "Bearer " + SECRET};

    final TestPostgres database = TestPostgres.fresh();
    final FakeAnthropic model = new FakeAnthropic();
    final Map<String, FunctionProcess> processes = new LinkedHashMap<>();
    Session db;

    @BeforeEach
    void theSampleWithoutAnalyses() throws SQLException {
        db = database.connect();
        Analyses.forget(db);
    }

    @AfterEach
    void close() throws SQLException, IOException {
        for (FunctionProcess process : processes.values()) process.close();
        model.close();
        db.close();
    }

    @Test
    void eightInvocationsOfEachInTwoProcessesPayForEachAnalysisOnceAndASecondRunForNothing() throws SQLException {
        for (String function : FUNCTIONS)
            for (String nth : List.of("", "#2")) processes.put(function + nth, start(function));
        processes.values().forEach(FunctionProcess::awaitLive);

        List<CompletableFuture<HttpResponse<String>>> runs = new ArrayList<>();
        processes.forEach((name, process) -> IntStream.range(0, 4)
                .mapToObj(run -> process.posted("/" + name.replace("#2", ""), CALLS, ALLOWED))
                .forEach(runs::add));
        for (CompletableFuture<HttpResponse<String>> run : runs)
            assertThat(run.join().body(), run.join().statusCode(), equalTo(200));

        assertThat(model.ledger().billed(), hasSize(ANALYSES));
        assertThat(model.ledger().billedByContent().values(), everyItem(equalTo(1L)));
        assertThat(Analyses.broken(db, 3), is(empty()));

        for (String function : FUNCTIONS)
            assertThat(
                    report(processes.get(function), function)
                            .getJsonObject("llm")
                            .getInteger("calls"),
                    equalTo(0));
        assertThat(model.ledger().billed(), hasSize(ANALYSES));
    }

    @Test
    void killedTwentyTimesNothingIsLostAndOnlyWhatWasInFlightIsPaidTwice() throws Exception {
        model.taking(Duration.ofMillis(250));
        Random random = new Random(20);
        Map<String, CompletableFuture<HttpResponse<String>>> runs = new HashMap<>();
        KilledCalls killed = new KilledCalls(db, model);
        for (String function : FUNCTIONS) processes.put(function, start(function));

        for (int kill = 1; kill <= KILLS; kill++) {
            int enough = Math.min(kill * (ANALYSES - 60) / KILLS, ANALYSES - 30);
            await("calls")
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> {
                        keepRunning(runs);
                        return model.ledger().billed().size() >= enough && model.inFlight() > 0;
                    });
            String victim = busiest(random, killed);
            processes.get(victim).kill();
            assertThat(killed.note(victim), lessThanOrEqualTo(LANES));
            runs.remove(victim).cancel(true);
            processes.put(victim, start(victim));
        }

        await("all of them")
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    keepRunning(runs);
                    return db.count("select count(*) from cineai.movie_analyses where state = 'ready'") == ANALYSES;
                });
        for (String function : FUNCTIONS) runs.get(function).join();

        long extra = model.ledger().billed().size() - ANALYSES;
        System.out.printf(
                "kills %d, calls in flight at the kills %d, billed %d: %d more than %d%n",
                KILLS, killed.inFlight(), model.ledger().billed().size(), extra, ANALYSES);
        assertThat(extra, lessThanOrEqualTo(killed.inFlight()));
        assertThat(killed.inFlight(), greaterThan(0L));
        assertThat(killed.paidTooOften(), is(empty()));
        assertThat(Analyses.broken(db, 3), is(empty()));
        moneyOfTheDeadIsFreeAgain();
    }

    /** A process that ended its run, or is new, is invoked again, as a scheduler would. */
    private void keepRunning(Map<String, CompletableFuture<HttpResponse<String>>> runs) {
        processes.forEach((function, process) -> {
            CompletableFuture<HttpResponse<String>> run = runs.get(function);
            if (run == null) process.awaitLive();
            if (run == null || run.isDone()) runs.put(function, process.posted("/" + function, CALLS, ALLOWED));
        });
    }

    /** Among those with calls in flight. */
    private String busiest(Random random, KilledCalls killed) throws SQLException {
        List<String> busy = new ArrayList<>();
        for (String function : FUNCTIONS) if (!killed.under(function).isEmpty()) busy.add(function);
        return busy.isEmpty() ? FUNCTIONS.get(random.nextInt(FUNCTIONS.size())) : busy.get(random.nextInt(busy.size()));
    }

    /** Reservations of killed workers end with their lease, and are seen as calls that were lost. */
    private void moneyOfTheDeadIsFreeAgain() throws SQLException {
        await("leases")
                .atMost(Duration.ofSeconds(10))
                .until(() ->
                        db.count("select count(*) from cineai.llm_reservations where leased_until > clock_timestamp()")
                                == 0);
        db.rows("""
                select cineai.llm_settle((cineai.llm_reserve('style-analysis', 'anthropic', 'claude-haiku-5-5', 1, 1, 0,
                                                             interval '1 minute', null, 5)).reservation,
                                         'style-analysis', 0, 0, 0)""");
        assertThat(db.count("select count(*) from cineai.llm_reservations"), equalTo(0L));
        assertThat(
                db.count("select sum(calls_reserved) from cineai.llm_budget where feature = '*' and period = 'month'"),
                equalTo(0L));
        assertThat(db.count("select count(*) from cineai.llm_calls where outcome = 'lost'"), greaterThan(0L));
    }

    private JsonObject report(FunctionProcess process, String function) {
        HttpResponse<String> answer = process.post("/" + function, CALLS, ALLOWED);
        assertThat(answer.body(), answer.statusCode(), equalTo(200));
        return new JsonObject(answer.body());
    }

    private FunctionProcess start(String function) {
        return FunctionProcess.startNeighbour(
                function,
                Map.ofEntries(
                        Map.entry("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl()),
                        Map.entry("QUARKUS_DATASOURCE_USERNAME", TestPostgres.WORKER),
                        Map.entry("QUARKUS_DATASOURCE_PASSWORD", database.password()),
                        Map.entry("CINEAI_SCHEDULER_SECRET", SECRET),
                        Map.entry("CINEAI_LLM_PROVIDER", "anthropic"),
                        Map.entry("CINEAI_LLM_BASE_URL", model.url()),
                        Map.entry("ANTHROPIC_API_KEY", FakeAnthropic.KEY),
                        Map.entry("CINEAI_LLM_TIMEOUT", "5s"),
                        Map.entry("CINEAI_ANALYSIS_LANES", String.valueOf(LANES)),
                        Map.entry("CINEAI_ANALYSIS_LEASE", "6s"),
                        Map.entry("CINEAI_ANALYSIS_MAX_ATTEMPTS", "30"),
                        Map.entry("CINEAI_ANALYSIS_RESERVATION", "6s")),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto");
    }
}
