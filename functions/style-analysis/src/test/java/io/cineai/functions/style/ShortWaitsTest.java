package io.cineai.functions.style;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.lessThan;

import io.cineai.testkit.AnthropicForFunction;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.anthropic.FakeAnthropic;
import io.cineai.testkit.anthropic.Fault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that says "wait" and names no time worth the word: each call that it turns away is one of the hour's. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
@QuarkusTestResource(AnthropicForFunction.class)
class ShortWaitsTest {
    final FakeAnthropic model = AnthropicForFunction.model;
    Session db;

    @BeforeEach
    void theSampleWithoutAnalyses() throws SQLException {
        db = PostgresForFunction.database.connect();
        if (db.count("select count(*) from public.movies") == 0) SampleWorld.fill(db);
        db.run("truncate cineai.movie_analyses, cineai.llm_calls, cineai.llm_budget, cineai.llm_reservations,"
                + " cineai.llm_cooldown, cineai.llm_batches, cineai.function_runs");
        model.reset();
    }

    @AfterEach
    void close() throws SQLException {
        db.run("truncate cineai.llm_cooldown, cineai.llm_budget");
        db.close();
        model.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "Wed, 21 Oct 2015 07:28:00 GMT"})
    void oneFilmIsNotAskedAboutAgainAndAgainWithoutAPause(String retryAfter) {
        Map<String, String> wait = Map.of("retry-after", retryAfter);
        model.whenAsked(asked -> Optional.of(Fault.refused(429, "rate_limit_error", "Too many.", wait)));

        given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .contentType("application/json")
                .body("{\"batch\": false, \"limit\": 1, \"deadlineSeconds\": 2}")
                .post("/style-analysis");

        assertThat(model.ledger().messages().size(), lessThan(10));
        assertThat(model.ledger().billed(), empty());
    }
}
