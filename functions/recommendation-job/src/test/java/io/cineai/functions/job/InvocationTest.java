package io.cineai.functions.job;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.cineai.testkit.Lists;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every function promises whoever invokes it; shown with this one. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
class InvocationTest {
    private static final String FUNCTION = "/recommendation-job";

    Session db;
    String before;

    @BeforeEach
    void aUserWithoutAList() throws SQLException {
        db = PostgresForFunction.database.connect();
        SampleWorld.forgetLists(db);
        SampleWorld.aUser(db);
        before = Lists.digest(db);
    }

    @AfterEach
    void close() throws SQLException {
        SampleWorld.forgetLists(db);
        db.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"})
    void onlyPostStartsWork(String method) throws SQLException {
        ValidatableResponse answer = given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .request(method, FUNCTION)
                .then();

        answer.statusCode(405).header("Allow", equalTo("POST"));
        if (!method.equals("HEAD")) aProblem(answer, "method-not-allowed");
        assertNothingChanged();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer wrong",
                "Bearer a secret of the tests ",
                "Basic YSBzZWNyZXQgb2YgdGhlIHRlc3Rz",
                "a secret of the tests",
                "Bearer eyJhbGciOiJub25lIn0.e30."
            })
    void nobodyMayWithoutTheSecret(String authorization) throws SQLException {
        // Given with blanks after it, the header is the right one once HTTP has trimmed it.
        if (authorization.equals("Bearer a secret of the tests ")) authorization += "x";

        ValidatableResponse answer = (authorization.isEmpty()
                        ? given()
                        : given().header("Authorization", authorization))
                .body("{}")
                .post(FUNCTION)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer"));

        aProblem(answer, "unauthenticated");
        assertNothingChanged();
    }

    @Test
    void theSchemeIsReadInAnyCase() {
        given().header("Authorization", "bearer " + PostgresForFunction.SECRET)
                .body("{\"dryRun\": true}")
                .post(FUNCTION)
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void everyVersionOfHttpWillDo(HttpClient.Version version) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().version(version).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + FUNCTION))
                .header("Authorization", "Bearer " + PostgresForFunction.SECRET)
                .POST(HttpRequest.BodyPublishers.ofString("{\"dryRun\": true}"))
                .build();

        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode(), equalTo(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", " {} ", "{\"limit\": null, \"userId\": null}"})
    void everyFieldMayBeLeftOut(String payload) {
        post(payload).statusCode(200).body("succeeded", anyOf(equalTo(1), equalTo(61)));
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                Arguments.of("{\"limits\": 5}", "limits", "no such field"),
                Arguments.of("{\"limit\": 5, \"Limit\": 5}", "Limit", "no such field"),
                Arguments.of("{\"limit\": \"5\"}", "limit", "must be"),
                Arguments.of("{\"limit\": 5.5}", "limit", "must be"),
                Arguments.of("{\"limit\": 5.0}", "limit", "must be"),
                Arguments.of("{\"limit\": true}", "limit", "must be"),
                Arguments.of("{\"limit\": \"\"}", "limit", "must be"),
                Arguments.of("{\"limit\": [5]}", "limit", "must be"),
                Arguments.of("{\"limit\": {}}", "limit", "must be"),
                Arguments.of("{\"limit\": 99999999999}", "limit", "must be"),
                Arguments.of("{\"limit\": 0}", "limit", "must be in [1, 200]: 0"),
                Arguments.of("{\"limit\": -1}", "limit", "must be in [1, 200]: -1"),
                Arguments.of("{\"limit\": 201}", "limit", "must be in [1, 200]: 201"),
                Arguments.of("{\"userId\": 7}", "userId", "must be"),
                Arguments.of("{\"userId\": \"\"}", "userId", "must be"),
                Arguments.of("{\"userId\": \"not an id\"}", "userId", "must be"),
                Arguments.of("{\"userId\": {\"id\": 1}}", "userId", "must be"),
                Arguments.of("{\"algorithm\": 3}", "algorithm", "must be"),
                Arguments.of(
                        "{\"algorithm\": \"best\"}",
                        "algorithm",
                        "must be hybrid, collaborative, content or popular: best"),
                Arguments.of("{\"algorithm\": \"\"}", "algorithm", "must be hybrid"),
                Arguments.of("{\"diversityFactor\": \"0.4\"}", "diversityFactor", "must be"),
                Arguments.of("{\"diversityFactor\": 1.7}", "diversityFactor", "must be in [0, 1]: 1.7"),
                Arguments.of("{\"diversityFactor\": -0.1}", "diversityFactor", "must be in [0, 1]: -0.1"),
                Arguments.of("{\"diversityFactor\": 1e400}", "diversityFactor", "must be in [0, 1]"),
                Arguments.of("{\"diversityFactor\": \"NaN\"}", "diversityFactor", "must be"),
                Arguments.of("{\"includeExplanations\": \"no\"}", "includeExplanations", "must be"),
                Arguments.of("{\"includeExplanations\": 0}", "includeExplanations", "must be"),
                Arguments.of("{\"force\": \"true\"}", "force", "must be"),
                Arguments.of("{\"force\": 1}", "force", "must be"),
                Arguments.of("{\"dryRun\": \"\"}", "dryRun", "must be"),
                Arguments.of("{\"deadlineSeconds\": 0}", "deadlineSeconds", "must be 1 or more: 0"),
                Arguments.of("{\"deadlineSeconds\": -5}", "deadlineSeconds", "must be 1 or more: -5"),
                Arguments.of("{\"deadlineSeconds\": \"60\"}", "deadlineSeconds", "must be"));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void whatDoesNotFitIsRefusedByName(String payload, String field, String rule) throws SQLException {
        ValidatableResponse answer = post(payload)
                .statusCode(400)
                .body("field", equalTo(field))
                .body("detail", startsWith(field + " "))
                .body("detail", containsString(rule));

        aProblem(answer, "bad-input");
        assertNothingChanged();
    }

    static Stream<String> noObjects() {
        return Stream.of(
                "null",
                "[]",
                "[{}]",
                "5",
                "true",
                "\"{}\"",
                "{",
                "{\"limit\": }",
                "{'limit': 5}",
                "{limit: 5}",
                "{} {}",
                "{} x",
                "limit=5",
                "\u0000",
                "{\"limit\": NaN}",
                "[".repeat(5_000),
                "{\"a\":".repeat(5_000));
    }

    @ParameterizedTest
    @MethodSource("noObjects")
    void whatIsNoJsonObjectIsRefused(String payload) throws SQLException {
        ValidatableResponse answer = post(payload).statusCode(400);

        aProblem(answer, "bad-input");
        assertNothingChanged();
    }

    @ParameterizedTest
    @ValueSource(ints = {300_000, 2_000_000})
    void whatIsTooLargeIsRefused(int bytes) throws SQLException {
        ValidatableResponse answer =
                post("{\"algorithm\": \"" + "x".repeat(bytes) + "\"}").statusCode(413);

        aProblem(answer, "too-large");
        assertNothingChanged();
    }

    @Test
    void otherAddressesAreNoFunctions() {
        aProblem(
                given().auth()
                        .oauth2(PostgresForFunction.SECRET)
                        .body("{}")
                        .post("/cold-start")
                        .then()
                        .statusCode(404),
                "not-found");
        aProblem(
                given().auth()
                        .oauth2(PostgresForFunction.SECRET)
                        .body("{}")
                        .post(FUNCTION + "/x")
                        .then()
                        .statusCode(404),
                "not-found");
    }

    private static ValidatableResponse post(String payload) {
        return given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .body(payload)
                .post(FUNCTION)
                .then();
    }

    private static void aProblem(ValidatableResponse answer, String name) {
        answer.contentType("application/problem+json")
                .header("Cache-Control", "no-store")
                .body("type", equalTo("urn:cineai:problem:" + name))
                .body("status", equalTo(answer.extract().statusCode()))
                .body(not(containsString("io.cineai")))
                .body(not(containsString("com.fasterxml")))
                .body(not(containsString("\\tat ")));
    }

    private void assertNothingChanged() throws SQLException {
        assertThat(Lists.digest(db), equalTo(before));
        assertThat(db.rows("select run_id from cineai.function_runs"), is(empty()));
    }
}
