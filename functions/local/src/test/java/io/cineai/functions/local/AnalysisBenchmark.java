package io.cineai.functions.local;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import io.cineai.testkit.Analyses;
import io.cineai.testkit.FunctionProcess;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import io.cineai.testkit.anthropic.FakeAnthropic;
import io.cineai.testkit.anthropic.Ledger.Billed;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What three analyses of a thousand films cost, estimated and billed, and how fast the local rules make them. */
class AnalysisBenchmark {
    private static final List<String> FUNCTIONS = List.of("style-analysis", "thematic-analysis", "emotional-analysis");
    private static final int FILMS = 1_000;
    private static final String SECRET = "a secret of the benchmarks";
    private static final String[] ALLOWED = {"Authorization", "Bearer " + SECRET};

    final TestPostgres database = TestPostgres.fresh();
    final FakeAnthropic model = new FakeAnthropic();
    Session db;

    @BeforeEach
    void aThousandFilmsOfTypicalLength() throws SQLException {
        db = database.connect();
        Analyses.forget(db);
        // Overviews of some 450 characters, as catalogues have them: three loglines of the sample, never the same
        // three.
        db.run("""
                insert into public.movies (id, title, year, genre, director, "cast", runtime, description, metadata)
                select gen_random_uuid(), m.title || ' ' || repeat('I', n + 1), m.year + n, m.genre, m.director, m."cast", m.runtime,
                       m.description, m.metadata
                  from public.movies m
                 cross join generate_series(1, 3) as n
                 order by n, m.id
                 limit 700""");
        db.run("""
                with numbered as (select id, description, row_number() over (order by id) as n from public.movies)
                update public.movies m
                   set description = a.description || ' ' || b.description || ' ' || c.description
                  from numbered a
                  join numbered b on b.n = (a.n * 7) % 1000 + 1
                  join numbered c on c.n = (a.n * 13) % 1000 + 1
                 where m.id = a.id""");
        db.run("analyze");
    }

    @AfterEach
    void close() throws SQLException {
        model.close();
        db.close();
    }

    @Test
    void theEstimateIsNearTheBill() throws Exception {
        Map<String, JsonObject> first = new LinkedHashMap<>();
        Map<String, JsonObject> learned = new LinkedHashMap<>();
        for (String function : FUNCTIONS) {
            try (FunctionProcess process = start(function, byModel())) {
                first.put(function, details(post(process, function, "{\"dryRun\": true}")));
                assertThat(
                        post(process, function, "{\"batch\": false, \"deadlineSeconds\": 600}")
                                .getInteger("succeeded"),
                        equalTo(FILMS));
            }
        }
        List<Billed> singles = model.ledger().billed();
        assertThat(singles.size(), equalTo(3 * FILMS));
        model.ledger().clear();
        model.batches().endAtOnce();
        db.run("truncate cineai.movie_analyses");
        for (String function : FUNCTIONS) {
            try (FunctionProcess process = start(function, byModel())) {
                learned.put(function, details(post(process, function, "{\"dryRun\": true}")));
                post(process, function, "{}");
                assertThat(post(process, function, "{\"collect\": true}").getInteger("succeeded"), equalTo(FILMS));
            }
        }
        List<Billed> batched = model.ledger().billed();
        assertThat(batched.size(), equalTo(3 * FILMS));

        System.out.println(first.get(FUNCTIONS.get(0)).getString("priceOfAll") + " (before the first call)");
        System.out.println(learned.get(FUNCTIONS.get(0)).getString("priceOfAll") + " (after 3,000)");
        System.out.println("| 1,000 films | input | cached | output | billed USD | estimated | after 1,000 calls |");
        for (String function : FUNCTIONS) {
            row(
                    function + ", single calls",
                    of(singles, function),
                    1,
                    usd(first, function, "usdByCalls"),
                    usd(learned, function, "usdByCalls"));
            row(
                    function + ", batch",
                    of(batched, function),
                    0.5,
                    usd(first, function, "usdByBatch"),
                    usd(learned, function, "usdByBatch"));
        }
        row("all three, single calls", singles, 1, sum(first, "usdByCalls"), sum(learned, "usdByCalls"));
        row("all three, batch", batched, 0.5, sum(first, "usdByBatch"), sum(learned, "usdByBatch"));

        double single = usd(singles, 1);
        double batch = usd(batched, 0.5);
        assertThat(sum(first, "usdByCalls") / single, closeTo(1, 0.1));
        assertThat(sum(first, "usdByBatch") / batch, closeTo(1, 0.1));
        assertThat(sum(learned, "usdByCalls") / single, closeTo(1, 0.1));
        double booked = Double.parseDouble(db.one("select sum(cost_usd) from cineai.llm_calls"));
        assertThat(booked, closeTo(single + batch, 0.001));
    }

    /** The first run of a process reads the word lists and compiles; the next ones are what a thousand films more cost. */
    @Test
    void theLocalRulesAreFast() throws Exception {
        for (String function : FUNCTIONS) {
            try (FunctionProcess process = start(function, Map.of("CINEAI_LLM_PROVIDER", "local"))) {
                double first = filmsASecond(process, function);
                double second = filmsASecond(process, function);
                double third = filmsASecond(process, function);

                System.out.printf(
                        Locale.ROOT,
                        "%s by local rules, 1,000 films: %.0f films/s in the first run of a process, %.0f and %.0f in the next%n",
                        function,
                        first,
                        second,
                        third);
                assertThat(Math.max(second, third), greaterThanOrEqualTo(500.0));
            }
        }
    }

    private double filmsASecond(FunctionProcess process, String function) throws SQLException {
        db.run("truncate cineai.movie_analyses, public.movie_cinematic_styles, public.movie_thematic_profiles,"
                + " public.movie_emotional_journeys");
        JsonObject report = post(process, function, "{}");
        assertThat(report.getInteger("succeeded"), equalTo(FILMS));
        return FILMS * 1000.0 / report.getLong("durationMs");
    }

    private static void row(String what, List<Billed> calls, double factor, double estimated, double learned) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %.4f | %.4f (%+.1f %%) | %.4f (%+.1f %%) |%n",
                what,
                calls.stream().mapToLong(it -> it.input() + it.cacheWrite()).sum(),
                calls.stream().mapToLong(Billed::cacheRead).sum(),
                calls.stream().mapToLong(Billed::output).sum(),
                usd(calls, factor),
                estimated,
                100 * (estimated / usd(calls, factor) - 1),
                learned,
                100 * (learned / usd(calls, factor) - 1));
    }

    /** By the prices of claude-haiku-5-5. */
    private static double usd(List<Billed> calls, double factor) {
        return factor
                * calls.stream()
                        .mapToDouble(it -> it.input() * 0.10
                                + it.cacheRead() * 0.01
                                + it.cacheWrite() * 0.125
                                + it.output() * 0.50)
                        .sum()
                / 1_000_000;
    }

    private static List<Billed> of(List<Billed> calls, String function) {
        return calls.stream().filter(it -> it.function().equals(function)).toList();
    }

    private static double usd(Map<String, JsonObject> details, String function, String name) {
        return details.get(function).getDouble(name);
    }

    private static double sum(Map<String, JsonObject> details, String name) {
        return FUNCTIONS.stream()
                .mapToDouble(function -> usd(details, function, name))
                .sum();
    }

    private static JsonObject details(JsonObject report) {
        return report.getJsonObject("details");
    }

    private static JsonObject post(FunctionProcess process, String function, String payload) {
        HttpResponse<String> answer = process.post("/" + function, payload, ALLOWED);
        assertThat(answer.body(), answer.statusCode(), equalTo(200));
        return new JsonObject(answer.body());
    }

    private Map<String, String> byModel() {
        return Map.of(
                "CINEAI_LLM_PROVIDER",
                "anthropic",
                "CINEAI_LLM_BASE_URL",
                model.url(),
                "ANTHROPIC_API_KEY",
                FakeAnthropic.KEY);
    }

    private FunctionProcess start(String function, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", TestPostgres.WORKER);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
        environment.put("CINEAI_SCHEDULER_SECRET", SECRET);
        return FunctionProcess.startNeighbour(function, environment).awaitLive();
    }
}
