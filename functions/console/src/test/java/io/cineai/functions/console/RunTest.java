package io.cineai.functions.console;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.cineai.functions.console.FunctionDesk.Asked;
import io.cineai.testkit.PostgresForFunction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator runs functions by the console. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
@QuarkusTestResource(SignIn.class)
@QuarkusTestResource(FunctionDesk.class)
class RunTest {
    private static final UUID ADA = UUID.randomUUID();

    @BeforeEach
    void nothingIsAsked() {
        FunctionDesk.ASKED.clear();
    }

    @Test
    void thePayloadGoesThereWithTheSecretAndTheReportComesBackWithoutIt() {
        Response answer = run("monitor", "{\"dryRun\": true}");

        answer.then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", equalTo("no-store"))
                .header("Set-Cookie", is(nullValue()))
                .body("succeeded", equalTo(1));
        assertThat(
                FunctionDesk.ASKED,
                equalTo(List.of(new Asked(
                        "/run/monitor",
                        "Bearer " + PostgresForFunction.SECRET,
                        "Bearer " + FunctionDesk.TOKEN,
                        "{\"dryRun\": true}"))));
        assertThat(answer.asString(), not(containsString(FunctionDesk.TOKEN)));
    }

    @Test
    void aFunctionsProblemIsHandedOn() {
        run("retention", "{\"dryRn\": true}")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo("dryRn"));
    }

    @ParameterizedTest
    @CsvSource({
        "cold-start, 502, no-function",
        "evaluation, 502, function-refused",
        "edge-export, 502, no-function",
        "queue-drain, 502, function-unreachable"
    })
    void whatIsNoReportIsNotHandedOn(String function, int status, String problem) {
        Response answer = run(function, "{}");

        answer.then()
                .statusCode(status)
                .body("type", equalTo("urn:cineai:problem:" + problem))
                .body(not(containsString("<script>")))
                .header("Location", is(nullValue()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "\"text\"", "null", "{", "{} trailing", "<xml/>"})
    void aPayloadIsAJsonObject(String payload) {
        run("monitor", payload).then().statusCode(400).body("type", equalTo("urn:cineai:problem:bad-input"));
        assertThat(FunctionDesk.ASKED, is(empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"recommendations", "console", "nothing", "..", "%2e%2e%2fadmin", "monitor%2f..", "monitor%3fa=b"
            })
    void onlyJobsOfTheManifestAreRun(String function) {
        run(function, "{}").then().statusCode(404);
        assertThat(FunctionDesk.ASKED, is(empty()));
    }

    @Test
    void onlyOperatorsRunAnything() {
        given().body("{}").post("/console/api/functions/monitor/run").then().statusCode(401);
        given().auth()
                .oauth2(SignIn.tokenOf(ADA))
                .body("{}")
                .post("/console/api/functions/monitor/run")
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(SignIn.operatorsTokenOf(ADA))
                .get("/console/api/functions/monitor/run")
                .then()
                .statusCode(405)
                .header("Allow", equalTo("POST"));
        assertThat(FunctionDesk.ASKED, is(empty()));
    }

    @Test
    void tooMuchIsRefused() {
        run("monitor", "{\"a\": \"" + "x".repeat(100_000) + "\"}").then().statusCode(413);
        assertThat(FunctionDesk.ASKED, is(empty()));
    }

    @Test
    void noAnswerHasTheSecret() {
        Stream<Response> answers = Stream.concat(
                Stream.of("monitor", "retention", "cold-start", "evaluation", "queue-drain", "nothing")
                        .map(function -> run(function, "{}")),
                Stream.of("session", "functions", "health", "experiments").map(page -> given().auth()
                        .oauth2(SignIn.operatorsTokenOf(ADA))
                        .get("/console/api/" + page)));

        answers.forEach(answer -> {
            assertThat(answer.asString(), not(containsString(PostgresForFunction.SECRET)));
            assertThat(answer.headers().toString(), not(containsString(PostgresForFunction.SECRET)));
        });
        given().auth()
                .oauth2(SignIn.operatorsTokenOf(ADA))
                .get("/console/api/functions")
                .then()
                .body("functions.findAll { it.runnable }.name", hasItem("monitor"))
                .body("functions.findAll { it.runnable }.name", not(hasItem("recommendations")));
    }

    private static Response run(String function, String payload) {
        return given().urlEncodingEnabled(false)
                .auth()
                .oauth2(SignIn.operatorsTokenOf(ADA))
                .contentType("application/json")
                .body(payload)
                .redirects()
                .follow(false)
                .post("/console/api/functions/" + function + "/run");
    }
}
