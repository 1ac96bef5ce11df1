package io.cineai.functions.recommendations;

import static io.cineai.functions.recommendations.Api.LIST;
import static io.cineai.functions.recommendations.Api.as;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.TestPostgres;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an installation may set: other sites' pages, films for all, and how often one caller may come. */
@QuarkusTest
@TestProfile(HttpConfiguredTest.Set.class)
class HttpConfiguredTest {
    private static final int A_MINUTE = 20;

    public static class Set implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "cineai.read.cors-origins", "https://app.example,https://beta.app.example",
                    "cineai.read.open-films", "true",
                    "cineai.read.films-max-age", "1h",
                    "cineai.read.requests-a-minute", String.valueOf(A_MINUTE));
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(PostgresForFunction.class, Map.of("role", TestPostgres.READER)),
                    new TestResourceEntry(TestKeys.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    Cinema cinema;

    @BeforeEach
    void open() throws SQLException {
        cinema = Cinema.open();
    }

    @AfterEach
    void close() throws SQLException {
        cinema.close();
    }

    @Test
    void filmsAreForAllAndKeptByAll() {
        Response answer = Api.anonymous().get("/v1/movies/" + cinema.films.heat);

        assertThat(answer.statusCode(), is(200));
        assertThat(answer.header("Cache-Control"), equalTo("public, max-age=3600"));
        assertThat(answer.header("Vary"), containsString("Accept-Encoding"));
        assertThat(answer.header("Vary").contains("Authorization"), is(false));
        Api.anonymous().get("/v1/movies?theme=love").then().statusCode(400).body("field", equalTo("theme"));
        Api.anonymous()
                .get("/v1/movies/" + cinema.films.heat + "/similar")
                .then()
                .statusCode(200);
        Api.anonymous().get(LIST).then().statusCode(401);
        Api.anonymous().get("/v1/picks?movieId=" + cinema.films.heat).then().statusCode(401);
    }

    @Test
    void pagesOfTheAppMayAskAndNoOthers() {
        Response ours = as(cinema.ada).header("Origin", "https://app.example").get(LIST);
        assertThat(ours.statusCode(), is(200));
        assertThat(ours.header("Access-Control-Allow-Origin"), equalTo("https://app.example"));
        assertThat(ours.header("Access-Control-Allow-Credentials"), is(nullValue()));
        assertThat(
                String.join(",", ours.headers().getValues("Vary")).toLowerCase(),
                both(containsString("origin")).and(containsString("authorization")));

        Response asked = Api.anonymous()
                .header("Origin", "https://beta.app.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .options("/v1/feedback");
        assertThat(asked.statusCode(), is(204));
        assertThat(asked.header("Access-Control-Allow-Methods"), containsString("POST"));

        for (String other : List.of("https://app.example.evil.example", "http://app.example", "null"))
            as(cinema.ada)
                    .header("Origin", other)
                    .get(LIST)
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("urn:cineai:problem:forbidden"));
    }

    @Test
    void whoComesTooOftenIsToldWhenToComeAgainAndNobodyElseWaits() throws SQLException {
        for (int time = 0; time < A_MINUTE; time++)
            as(cinema.ada).get(LIST).then().statusCode(200);

        Response refused = as(cinema.ada).get(LIST);

        assertThat(refused.statusCode(), is(429));
        assertThat(
                Integer.parseInt(refused.header("Retry-After")),
                both(greaterThan(0)).and(lessThanOrEqualTo(60)));
        UUID grace = cinema.aUser();
        as(grace).get(LIST).then().statusCode(200);
    }
}
