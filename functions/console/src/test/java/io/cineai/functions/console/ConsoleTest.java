package io.cineai.functions.console;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.Session;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The deployed console, with the rights of its role: who is let in to what, and what operators see. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
@QuarkusTestResource(SignIn.class)
@QuarkusTestResource(FunctionDesk.class)
class ConsoleTest {
    private static final String API = "/console/api/";

    Session db;
    UUID ada;

    @BeforeEach
    void aUser() throws SQLException {
        db = PostgresForFunction.database.connect();
        ada = UUID.fromString(db.one("insert into auth.users (id) values (gen_random_uuid()) returning id"));
    }

    @AfterEach
    void close() throws SQLException {
        db.run("delete from auth.users");
        db.run("delete from cineai.function_runs");
        db.run("delete from cineai.alerts");
        db.run("delete from cineai.llm_calls");
        db.run("delete from public.ai_service_health");
        db.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"functions", "health", "experiments"})
    void operatorsPagesAreForOperators(String page) {
        given().get(API + page).then().statusCode(401).body("type", equalTo("urn:cineai:problem:unauthenticated"));
        asUser().get(API + page).then().statusCode(403).body("type", equalTo("urn:cineai:problem:forbidden"));
        asOperator().get(API + page).then().statusCode(200);
        asOperator().delete(API + page).then().statusCode(405).header("Allow", "GET");
    }

    @Test
    void whoIsAnOperatorIsNotWhatUsersTellOfThemselves() {
        for (String token : List.of(
                SignIn.tokenOf(ada, "user_metadata", "operator"),
                SignIn.tokenOf(ada, "app_metadata", "viewer"),
                SignIn.tokenOf(ada, "app_metadata", List.of("viewer")),
                SignIn.tokenOf(ada, "app_metadata", true)))
            given().auth().oauth2(token).get(API + "health").then().statusCode(403);
        given().auth()
                .oauth2(SignIn.tokenOf(ada, "app_metadata", List.of("viewer", "operator")))
                .get(API + "health")
                .then()
                .statusCode(200);
    }

    @Test
    void aSessionSaysWhoIsThere() {
        given().get(API + "session")
                .then()
                .statusCode(200)
                .header("Cache-Control", "private, no-store")
                .body("signedIn", is(false))
                .body("user", is(nullValue()))
                .body("operator", is(false))
                .body("local", is(false))
                .body("posterHosts", is(empty()));
        asUser().get(API + "session")
                .then()
                .body("signedIn", is(true))
                .body("user", equalTo(ada.toString()))
                .body("operator", is(false));
        asOperator().get(API + "session").then().body("operator", is(true));
        given().auth().oauth2("no.token.atall").get(API + "session").then().body("signedIn", is(false));
    }

    @Test
    void everyFunctionIsThereWithItsLatestRuns() throws SQLException {
        for (int run = 0; run < 12; run++) db.run("""
                    insert into cineai.function_runs (run_id, function, status, report, started_at, finished_at)
                    values (gen_random_uuid(), 'retention', 'succeeded', '{"succeeded": 7}', now() - make_interval(mins => ?),
                            now() - make_interval(mins => ?) + interval '2 seconds')""", run + 1, run + 1);
        db.run("""
                insert into cineai.function_runs (run_id, function, status, started_at)
                values (gen_random_uuid(), 'monitor', 'running', now() - interval '1 day'),
                       (gen_random_uuid(), 'cold-start', 'running', now() - interval '1 minute')""");

        asOperator()
                .get(API + "functions")
                .then()
                .statusCode(200)
                .body("functions.name", hasItem("recommendations"))
                .body("functions.find { it.name == 'retention' }.runs", hasSize(10))
                .body("functions.find { it.name == 'retention' }.runs[0].durationMs", equalTo(2_000))
                .body("functions.find { it.name == 'retention' }.runs[0].report.succeeded", equalTo(7))
                .body("functions.find { it.name == 'retention' }.runnable", is(true))
                .body("functions.find { it.name == 'retention' }.schedules.cron", equalTo(List.of("41 3 * * *")))
                .body("functions.find { it.name == 'style-analysis' }.schedules", hasSize(2))
                .body("functions.find { it.name == 'style-analysis' }.schedules[1].payload.collect", is(true))
                .body("functions.find { it.name == 'monitor' }.runs[0].status", equalTo("lost"))
                .body("functions.find { it.name == 'monitor' }.runs[0].durationMs", is(nullValue()))
                .body("functions.find { it.name == 'cold-start' }.runs[0].status", equalTo("running"))
                .body("functions.find { it.name == 'cold-start' }.runs[0].endedAt", is(nullValue()))
                .body("functions.find { it.name == 'cold-start' }.payload.movies", equalTo(1_000))
                .body("functions.find { it.name == 'recommendations' }.examples", hasItem("GET /v1/recommendations"));
    }

    @Test
    void healthHasEveryFigureThatThePageShows() throws SQLException {
        db.run(
                "insert into cineai.rec_refresh_queue (user_id, enqueued_at) values (?, now() - interval '1 minute')",
                ada);
        db.run("""
                insert into cineai.function_runs (run_id, function, status, report, started_at, finished_at)
                values (gen_random_uuid(), 'queue-drain', 'succeeded', '{"succeeded": 3}', now(), now()),
                       (gen_random_uuid(), 'style-analysis', 'succeeded', '{"details": {"analyst": "local/rules"}}', now(), now()),
                       (gen_random_uuid(), 'retention', 'failed', null, now(), now())""");
        db.run("""
                insert into cineai.alerts (key, service, severity, text, first_seen, last_seen, checked_at)
                values ('queue:age', 'queue', 'critical', 'A user waits.', now(), now(), now())""");
        db.run("""
                insert into cineai.llm_calls (feature, provider, model, cost_usd, outcome, latency_ms)
                values ('style-analysis', 'local', 'rules', 0.25, 'succeeded', 100), ('style-analysis', 'local', 'rules', 0.5, 'failed', 300)""");
        db.run("""
                insert into public.ai_service_health (service_name, status, metadata)
                values ('queue', 'healthy', '{"open": 4}'), ('style-analysis', 'degraded', '{"hitRate": 0.5}'),
                       ('queue', 'healthy', '{"open": "many"}')""");

        asOperator()
                .get(API + "health")
                .then()
                .statusCode(200)
                .body("at", notNullValue())
                .body("queue.open", equalTo(1))
                .body("queue.oldestSeconds", equalTo(60))
                .body("lists.active", equalTo(0))
                .body("hitRates[0].kind", equalTo("style"))
                .body("hitRates[0].target", equalTo(0.85f))
                .body("models[0].status", equalTo("degraded"))
                .body("models[0].errorRate", equalTo(0.5f))
                .body("models[0].medianMs", equalTo(200))
                .body("functions.find { it.name == 'retention' }.failuresInARow", equalTo(1))
                .body("alerts[0].detail", equalTo("A user waits."))
                .body("alerts[0].resolvedAt", is(nullValue()))
                .body("series.hours", hasSize(24))
                .body("series.queueOpen[23]", equalTo(4))
                .body("series.queueOpen[0]", is(nullValue()))
                .body("series.listsMade[23]", equalTo(3))
                .body("series.runsFailed[23]", equalTo(1))
                .body("series.spendUsd[23]", equalTo(0.75f))
                .body("series.modelMedianMs[23]", equalTo(200))
                .body("series.modelErrors[23]", equalTo(1))
                .body("series.hitRate[23]", equalTo(0.5f));
    }

    @Test
    void experimentsAreThereWithoutWhatDecidesWhoIsInWhichArm() throws SQLException {
        db.run("""
                insert into cineai.experiments (name, arms, salt, started_at)
                values ('plain', '[{"name": "a", "share": 1}, {"name": "b", "share": 1}]', 'the-salt', now() - interval '1 minute')""");
        db.run("""
                insert into cineai.algorithm_evaluations (experiment, algorithm, mode, metric, value, low, high, samples)
                values ('diversity=0.4', 'hybrid', 'offline', 'recall@20', 0.2, 0.1, 0.3, 500)""");

        asOperator()
                .get(API + "experiments")
                .then()
                .statusCode(200)
                .body("experiments[0].name", equalTo("plain"))
                .body("experiments[0].active", is(true))
                .body("experiments[0].arms.name", equalTo(List.of("a", "b")))
                .body("evaluations[0].value", equalTo(0.2f))
                .body("evaluations[0].users", equalTo(500))
                .body(not(containsString("the-salt")));

        db.run("delete from cineai.experiments");
        db.run("delete from cineai.algorithm_evaluations");
    }

    @Test
    void starsAndFilmsForLaterAreKeptWhereTheAppKeepsThem() throws SQLException {
        UUID film = UUID.fromString(db.one("insert into public.movies (title) values ('Heat') returning id"));
        UUID nowhere = UUID.randomUUID();

        say("ratings", "[{\"movieId\": \"%s\", \"stars\": 4}]".formatted(film))
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("kept", equalTo(1))
                .body("unknownMovies", is(empty()));
        say("watchlist", "[{\"movieId\": \"%s\"}, {\"movieId\": \"%s\"}]".formatted(film, nowhere))
                .then()
                .statusCode(200)
                .body("kept", equalTo(1))
                .body("unknownMovies", equalTo(List.of(nowhere.toString())));

        assertThat(db.one("select user_id, rating from public.ratings"), equalTo(ada + " 4"));
        assertThat(db.one("select user_id, watched from public.watchlist"), equalTo(ada + " false"));
        db.run("delete from public.movies");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ratings   | [{"stars": 4}]                                                          | [0].movieId
                    ratings   | [{"movieId": "6c1f0a30-0000-4000-8000-000000000000"}]                   | [0].stars
                    ratings   | [{"movieId": "6c1f0a30-0000-4000-8000-000000000000", "stars": 6}]       | [0].stars
                    ratings   | [{"movieId": "6c1f0a30-0000-4000-8000-000000000000", "stars": 4.5}]     | [0].stars
                    ratings   | [{"movieId": "Heat", "stars": 4}]                                       | [0].movieId
                    ratings   | [null]                                                                  | [0]
                    watchlist | [{"movieId": "6c1f0a30-0000-4000-8000-000000000000", "userId": "eve"}]  | [0].userId
                    watchlist | [{}]                                                                    | [0].movieId""")
    void aWrongFieldIsNamed(String where, String sent, String field) {
        say(where, sent).then().statusCode(400).body("field", equalTo(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ratings", "watchlist"})
    void nobodySaysAnythingWithoutAToken(String where) {
        given().contentType("application/json")
                .body("[]")
                .post(API + where)
                .then()
                .statusCode(401);
        asUser().get(API + where).then().statusCode(405).header("Allow", equalTo("POST, OPTIONS"));
    }

    @Test
    void coloursAreThoseOfTheStyleAnalysis() throws SQLException {
        UUID heat = UUID.fromString(db.one("insert into public.movies (title) values ('Heat') returning id"));
        UUID ronin = UUID.fromString(db.one("insert into public.movies (title) values ('Ronin') returning id"));
        db.run("""
                insert into public.movie_cinematic_styles (movie_id, cinematography)
                values (?, '{"palette": {"temperature": "cool", "saturation": "muted"}}'), (?, '{"palette": "red"}')""", heat, ronin);

        palettes(heat + "," + ronin + "," + UUID.randomUUID())
                .statusCode(200)
                .body("size()", is(1))
                .body("'" + heat + "'.temperature", equalTo("cool"))
                .body("'" + heat + "'.saturation", equalTo("muted"));
        for (String wrong : List.of("", "heat", heat + ",", (heat + ",").repeat(100) + heat))
            palettes(wrong).statusCode(400).body("field", equalTo("films"));
        given().get(API + "palettes?films=" + heat).then().statusCode(401);
        db.run("delete from public.movies");
    }

    private ValidatableResponse palettes(String films) {
        return asUser().queryParam("films", films).get(API + "palettes").then();
    }

    @Test
    void theReadFunctionIsHereToo() {
        asUser().get("/v1/recommendations").then().statusCode(200);
        given().get("/v1/recommendations").then().statusCode(401);
    }

    private Response say(String where, String sent) {
        return asUser().contentType("application/json").body(sent).post(API + where);
    }

    private RequestSpecification asUser() {
        return given().auth().oauth2(SignIn.tokenOf(ada));
    }

    private RequestSpecification asOperator() {
        return given().auth().oauth2(SignIn.operatorsTokenOf(ada));
    }
}
