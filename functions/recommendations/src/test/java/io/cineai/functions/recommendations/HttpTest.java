package io.cineai.functions.recommendations;

import static io.cineai.functions.recommendations.Api.LIST;
import static io.cineai.functions.recommendations.Api.as;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP promises, whatever is asked for. */
@QuarkusTest
@QuarkusTestResource(
        value = PostgresForFunction.class,
        initArgs = @ResourceArg(name = "role", value = TestPostgres.READER))
@QuarkusTestResource(TestKeys.class)
class HttpTest {
    Cinema cinema;

    @BeforeEach
    void open() throws SQLException {
        cinema = Cinema.open();
    }

    @AfterEach
    void close() throws SQLException {
        cinema.close();
    }

    private String address(String path) {
        return path.replace("{id}", cinema.films.heat.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                LIST,
                "/v1/movies",
                "/v1/movies/{id}",
                "/v1/movies/{id}/similar",
                "/v1/picks?movieId={id}",
                "/v1/taste",
                "/v1/search?q=movies like Heat",
                "/v1/openapi.json"
            })
    void headSaysWhatGetWouldSay(String path) {
        Response get = as(cinema.ada).header("Accept-Encoding", "identity").get(address(path));
        Response head = as(cinema.ada).header("Accept-Encoding", "identity").head(address(path));

        assertThat(head.statusCode(), equalTo(200));
        assertThat(head.asByteArray().length, is(0));
        assertThat(head.header("ETag"), equalTo(get.header("ETag")));
        // A list that is made at once says when it was, and that is not always as long.
        if (!path.equals(LIST))
            assertThat(Integer.parseInt(head.header("Content-Length")), equalTo(get.asByteArray().length));
        for (String header : List.of("Content-Type", "Cache-Control"))
            assertThat(head.header(header), equalTo(get.header(header)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/movies", "/v1/openapi.json"})
    void whatIsLongIsZippedWhereThatIsTaken(String path) {
        Response zipped = as(cinema.ada).header("Accept-Encoding", "gzip").get(path);
        Response plain = as(cinema.ada).header("Accept-Encoding", "identity").get(path);

        assertThat(zipped.header("Content-Encoding"), equalTo("gzip"));
        assertThat(plain.header("Content-Encoding"), not(equalTo("gzip")));
        assertThat(plain.asByteArray().length, greaterThan(zipped.asByteArray().length));
        assertThat(Api.plain(zipped), equalTo(Api.plain(plain)));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/recommendations, POST, 'GET, HEAD, OPTIONS'",
        "/v1/recommendations, DELETE, 'GET, HEAD, OPTIONS'",
        "/v1/movies, PUT, 'GET, HEAD, OPTIONS'",
        "/v1/movies/x, PATCH, 'GET, HEAD, OPTIONS'",
        "/v1/picks, POST, 'GET, HEAD, OPTIONS'",
        "/v1/taste, POST, 'GET, HEAD, OPTIONS'",
        "/v1/feedback, GET, 'POST, OPTIONS'",
        "/v1/feedback, HEAD, 'POST, OPTIONS'",
        "/v1/feedback, DELETE, 'POST, OPTIONS'",
        "/v1/openapi.json, POST, 'GET, HEAD, OPTIONS'"
    })
    void anotherMethodIsRefusedAndTheRightOnesAreNamed(String path, String method, String allow) {
        Response answer = as(cinema.ada).request(method, path);

        assertThat(answer.statusCode(), equalTo(405));
        assertThat(answer.header("Allow"), equalTo(allow));
        Response options = as(cinema.ada).options(path);
        assertThat(options.statusCode(), equalTo(204));
        assertThat(options.header("Allow"), equalTo(allow));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded"})
    void aBodyThatIsNoJsonIsRefused(String type) {
        as(cinema.ada)
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs(type, ContentType.TEXT)))
                .contentType(type)
                .body("[]")
                .post("/v1/feedback")
                .then()
                .statusCode(415);
    }

    @Test
    void aBodyThatIsTooLargeOrTooDeepIsRefused() {
        as(cinema.ada)
                .contentType("application/json")
                .body("[" + "7,".repeat(150_000) + "7]")
                .post("/v1/feedback")
                .then()
                .statusCode(413)
                .body("type", equalTo("urn:cineai:problem:too-large"));
        for (String open : List.of("[", "{\"a\":"))
            as(cinema.ada)
                    .contentType("application/json")
                    .body(open.repeat(20_000))
                    .post("/v1/feedback")
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("urn:cineai:problem:bad-input"));
    }

    @Test
    void aRequestKeepsItsNameWhereThatIsFit() {
        assertThat(
                as(cinema.ada).header("X-Request-Id", "trace-7.a_B").get(LIST).header("X-Request-Id"),
                equalTo("trace-7.a_B"));
        for (String unfit : List.of("", "a b", "<script>", "x".repeat(65), "é"))
            assertThat(
                    as(cinema.ada).header("X-Request-Id", unfit).get(LIST).header("X-Request-Id"),
                    matchesPattern("[0-9a-f]{12}-[0-9a-f]+"));
        Response refused = Api.anonymous().header("X-Request-Id", "trace-7").get(LIST);
        assertThat(refused.jsonPath().getString("instance"), equalTo("urn:cineai:request:trace-7"));
    }

    @Test
    void pagesOfOtherSitesAreTold() {
        as(cinema.ada)
                .header("Origin", "https://elsewhere.example")
                .get(LIST)
                .then()
                .header("Access-Control-Allow-Origin", is(nullValue()));
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsNotWaitedFor() throws SQLException {
        try (Session holding = PostgresForFunction.database.connect()) {
            holding.run("begin");
            holding.run("lock table public.recommendation_feeds in access exclusive mode");
            Instant start = Instant.now();

            Response answer = as(cinema.ada).get(LIST);

            assertThat(answer.statusCode(), equalTo(503));
            assertThat(Integer.parseInt(answer.header("Retry-After")), greaterThan(0));
            assertThat(Duration.between(start, Instant.now()).toMillis() < 5_000, is(true));
            as(cinema.ada).get("/v1/movies/" + cinema.films.heat).then().statusCode(200);
            holding.run("rollback");
        }
        as(cinema.ada).get(LIST).then().statusCode(200);
    }

    @Test
    void everyAddressOfTheDocumentIsThereAndNoOther() {
        for (String path : Described.paths()) {
            int status = as(cinema.ada)
                    .queryParam("movieId", cinema.films.heat.toString())
                    .queryParam("q", "heat")
                    .get(address(path))
                    .statusCode();
            assertThat(path, status == 200 || status == 405, is(true));
        }
        as(cinema.ada).get("/v1/searches?q=heat").then().statusCode(404).body("type", containsString("not-found"));
        Response document = Api.anonymous().get("/v1/openapi.json");
        assertThat(document.header("Cache-Control"), equalTo("public, max-age=3600"));
        assertThat(Api.plain(document).getString("openapi"), equalTo("3.1.0"));
    }
}
