package io.cineai.functions.recommendations;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.cineai.testkit.Confined;
import io.cineai.testkit.FunctionProcess;
import io.cineai.testkit.Session;
import io.cineai.testkit.Signer;
import io.cineai.testkit.TestPostgres;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The packaged function as its image runs it: as nobody, with nothing to write to but /tmp. */
class ReadOnlyIT {
    private static final String SECRET = "a secret of the tests, which is long";

    @Test
    void itReadsAndTakesFeedback() throws Exception {
        List<String> prefix = Confined.prefix(Path.of("target"));
        assumeFalse(prefix.isEmpty(), "needs root or user namespaces, and a tree outside /tmp that others may read");
        TestPostgres database = TestPostgres.fresh();
        try (Session db = database.connect();
                FunctionProcess function = FunctionProcess.startBy(prefix, environment(database))) {
            UUID ada = UUID.fromString(db.one("insert into auth.users (id) values (gen_random_uuid()) returning id"));
            String heat = db.one("insert into public.movies (title) values ('Heat') returning id");
            String[] asAda = {
                "Authorization", "Bearer " + Signer.hs256(SECRET).tokenOf(ada), "Content-Type", "application/json"
            };
            function.awaitReady();

            assertIsConfined(function.pid());
            HttpResponse<String> list = function.get("/v1/recommendations", asAda);
            assertThat(list.body(), list.statusCode(), equalTo(200));
            HttpResponse<String> dismissal = function.post("/v1/feedback", feedback(heat), asAda);
            assertThat(dismissal.body(), dismissal.statusCode(), equalTo(200));
            assertThat(db.count("select count(*) from public.recommendation_feedback"), equalTo(1L));

            function.terminate();
            // 143 is how a JVM says that it ended because it was asked to.
            assertThat(function.exitWithin(Duration.ofSeconds(10)), anyOf(equalTo(0), equalTo(143)));
        }
    }

    private static void assertIsConfined(long pid) throws Exception {
        String status = Files.readString(Path.of("/proc", String.valueOf(pid), "status"));
        assertThat(status, containsString("NoNewPrivs:\t1"));
        assertThat(status, containsString("CapEff:\t0000000000000000"));
        String mounts = Files.readString(Path.of("/proc", String.valueOf(pid), "mountinfo"));
        assertThat(mounts.lines().anyMatch(line -> line.matches("\\S+ \\S+ \\S+ \\S+ / ro\\b.*")), equalTo(true));
    }

    private static String feedback(String film) {
        return """
                [{"clientId": "%s", "movieId": "%s", "action": "dismissed", "occurredAt": "2026-01-01T00:00:00Z"}]""".formatted(UUID.randomUUID(), film);
    }

    private static Map<String, String> environment(TestPostgres database) {
        return Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                database.reactiveUrl(),
                "QUARKUS_DATASOURCE_USERNAME",
                TestPostgres.READER,
                "QUARKUS_DATASOURCE_PASSWORD",
                "unused",
                "CINEAI_AUTH_HS256_SECRET",
                SECRET,
                // What is asked here is whether it works, and not how soon on a machine that is busy with other tests.
                "CINEAI_READ_TIMEOUT",
                "30s",
                "CINEAI_CONNECTIONS_CONNECT",
                "30s",
                "CINEAI_CONNECTIONS_WAITING",
                "30s");
    }
}
