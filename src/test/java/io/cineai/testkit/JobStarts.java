package io.cineai.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cineai.testkit.Starts.Seen;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Starts of a function that does work: its executable beside its jars. An answer is real when something was done. */
public final class JobStarts {
    private static final int TIMES_AS_LONG = 20;
    private static final int MEGABYTES = 100;

    private final TestPostgres database = TestPostgres.fresh();
    private final Path folder;
    private final String address;
    private final String payload;

    /** Skips the test where there is no executable. */
    public JobStarts(Path folder, String address, String payload) throws IOException {
        assumeTrue(Packaging.executable().isPresent(), "no executable: ./mvnw -Dnative builds it");
        this.folder = folder;
        this.address = address;
        this.payload = payload;
    }

    public TestPostgres database() {
        return database;
    }

    /** What makes sure that there is something to do. */
    public interface Arranging {
        void run() throws SQLException;
    }

    public void run(Arranging arranging) throws Exception {
        Map<String, String> environment = Map.of(
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                database.reactiveUrl(),
                "QUARKUS_DATASOURCE_USERNAME",
                TestPostgres.FUNCTION,
                "QUARKUS_DATASOURCE_PASSWORD",
                database.password(),
                "CINEAI_SCHEDULER_SECRET",
                Stage.SECRET);
        Starts starts = new Starts(folder.resolve("start.log"), new Job(arranging));
        Optional<Packaging> executable = Packaging.executable();
        starts.add(executable.orElseThrow(), environment);
        starts.add(Packaging.fastJar(), environment);
        Packaging.aotJar(command -> starts.train(command, environment))
                .ifPresentOrElse(
                        jar -> starts.add(jar, environment),
                        () -> System.out.println("Without a trained cache: not built, or no JDK 25."));

        Map<String, Seen> seen = starts.run();

        Seen nativeStart = seen.get(Packaging.NATIVE);
        double times = seen.get(Packaging.FAST).medianToLive() / nativeStart.medianToLive();
        System.out.printf("the fast-jar takes %.0f times as long to live%n", times);
        assertAll(
                () -> assertTrue(times >= TIMES_AS_LONG, "a native start is to be 1/20 of a jar's: 1/" + times),
                () -> assertTrue(
                        nativeStart.resident() <= MEGABYTES, nativeStart.resident() + " MB, not at most " + MEGABYTES));
    }

    private final class Job implements Starts.Asked {
        private final Arranging arranging;

        Job(Arranging arranging) {
            this.arranging = arranging;
        }

        @Override
        public void arrange() throws SQLException {
            arranging.run();
        }

        @Override
        public HttpRequest request(int port) {
            return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address))
                    .headers(Stage.ALLOWED)
                    .POST(BodyPublishers.ofString(payload))
                    .build();
        }

        @Override
        public boolean isReal(HttpResponse<String> answer) {
            return answer.statusCode() == 200 && new JsonObject(answer.body()).getInteger("succeeded") > 0;
        }
    }
}
