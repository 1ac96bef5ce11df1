package io.cineai.functions.style;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.cineai.testkit.AnthropicForFunction;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.anthropic.FakeAnthropic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
@QuarkusTestResource(AnthropicForFunction.class)
class StyleAnalysisTest {
    final FakeAnthropic model = AnthropicForFunction.model;
    Session db;

    @BeforeEach
    void theSampleWithoutAnalyses() throws SQLException {
        db = PostgresForFunction.database.connect();
        if (db.count("select count(*) from public.movies") == 0) SampleWorld.fill(db);
        db.run(
                "truncate cineai.movie_analyses, cineai.llm_calls, cineai.llm_budget, cineai.llm_reservations, cineai.llm_cooldown,"
                        + " cineai.llm_batches, public.movie_cinematic_styles, cineai.function_runs");
        db.run("update cineai.llm_limits set calls = 1000 where period = 'hour'");
        model.reset();
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    @Test
    void everyFilmIsAskedAboutOnce() throws SQLException {
        analyze("{\"batch\": false}")
                .statusCode(200)
                .body("succeeded", equalTo(300))
                .body("remaining", equalTo(0));

        assertThat(model.ledger().billed().size(), equalTo(300));
        assertThat(db.count("select count(*) from public.movie_cinematic_styles"), equalTo(300L));
    }

    private static ValidatableResponse analyze(String payload) {
        return given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .contentType("application/json")
                .body(payload)
                .when()
                .post("/style-analysis")
                .then()
                .log()
                .all();
    }
}
