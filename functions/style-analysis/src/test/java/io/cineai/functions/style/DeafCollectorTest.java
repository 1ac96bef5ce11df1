package io.cineai.functions.style;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import io.cineai.testkit.Analyses;
import io.cineai.testkit.AnthropicForFunction;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.Session;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A collector that takes connections and never answers fails no run, and holds none up for longer than configured. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
@QuarkusTestResource(AnthropicForFunction.class)
@QuarkusTestResource(value = DeafCollectorTest.Deaf.class, restrictToAnnotatedClass = true)
class DeafCollectorTest {
    public static final class Deaf implements QuarkusTestResourceLifecycleManager {
        private ServerSocket socket;

        @Override
        public Map<String, String> start() {
            try {
                socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Map.of(
                    "otel.exporter.otlp.endpoint",
                    "http://127.0.0.1:" + socket.getLocalPort(),
                    "cineai.telemetry.flush-within",
                    "1s");
        }

        @Override
        public void stop() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void theRunSucceedsAndEndsInTime() throws SQLException {
        try (Session db = PostgresForFunction.database.connect()) {
            Analyses.forget(db);
        }
        analyze().statusCode(200).body("succeeded", equalTo(2));
        Instant start = Instant.now();

        int took = analyze()
                .statusCode(200)
                .body("succeeded", equalTo(2))
                .extract()
                .path("durationMs");

        Duration waited = Duration.between(start, Instant.now()).minusMillis(took);
        assertThat(waited, lessThan(Duration.ofSeconds(3)));
    }

    private static ValidatableResponse analyze() {
        return given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .body("{\"batch\": false, \"limit\": 2}")
                .post("/style-analysis")
                .then();
    }
}
