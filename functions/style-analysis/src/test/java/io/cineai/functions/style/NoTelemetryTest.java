package io.cineai.functions.style;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;

import io.cineai.log.Run;
import io.cineai.telemetry.Telemetry;
import io.cineai.testkit.Analyses;
import io.cineai.testkit.AnthropicForFunction;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.Session;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Where nobody receives it there is none: no span, no thread that would send one. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
@QuarkusTestResource(AnthropicForFunction.class)
class NoTelemetryTest {
    @Inject
    Telemetry telemetry;

    @Test
    void nothingIsGatheredAndNobodyWaitsToSendIt() throws SQLException {
        try (Session db = PostgresForFunction.database.connect()) {
            Analyses.forget(db);
        }

        given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .body("{\"batch\": false, \"limit\": 2}")
                .post("/style-analysis")
                .then()
                .statusCode(200)
                .body("succeeded", equalTo(2));

        Run run = telemetry.begun(UUID.randomUUID(), "style-analysis");
        telemetry.ended(run, Optional.empty(), Duration.ZERO);
        assertThat(run.traceId(), emptyString());
        await().atMost(Duration.ofSeconds(30)).until(Senders::threads, empty());
    }
}
