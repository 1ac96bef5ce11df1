package io.cineai.functions.recommendations.benchmark;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cineai.functions.recommendations.TestKeys;
import io.cineai.testkit.Packaging;
import io.cineai.testkit.Session;
import io.cineai.testkit.Starts;
import io.cineai.testkit.Starts.Seen;
import io.cineai.testkit.TestPostgres;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From exec to the first list of the read function: its executable, its jars, and a server in Node that answers the same. */
class StartBenchmark {
    private static final int USERS = 100;

    @Test
    void theExecutableIsThereAtOnceAndIsSmall(@TempDir Path folder) throws Exception {
        Optional<Packaging> executable = Packaging.executable();
        assumeTrue(executable.isPresent(), "no executable: ./mvnw -Dnative builds it");
        TestPostgres database = TestPostgres.fresh();
        Map<String, String> keys = TestKeys.environment();
        Servers servers = new Servers(folder, database);
        Map<String, String> environment = servers.environment(keys);
        Starts starts = new Starts(folder.resolve("start.log"), new Read(readers(database)));

        starts.add(executable.get(), environment);
        starts.add(Packaging.fastJar(), environment);
        Packaging.aotJar(command -> starts.train(command, environment))
                .ifPresentOrElse(
                        jar -> starts.add(jar, environment),
                        () -> System.out.println("Without a trained cache: not built, or no JDK 25."));
        Servers.node()
                .ifPresentOrElse(
                        node -> starts.add(node, servers.nodeEnvironment(keys), "PORT", "/"),
                        () -> System.out.println("Without Node."));
        Map<String, Seen> seen = starts.run();

        Seen nativeStart = seen.get(Packaging.NATIVE);
        double times = seen.get(Packaging.FAST).medianToLive() / nativeStart.medianToLive();
        System.out.printf("the fast-jar takes %.0f times as long to live%n", times);
        assertAll(
                () -> assertTrue(times >= 30, "a native start is to be 1/30 of a jar's: 1/" + times),
                () -> assertTrue(nativeStart.resident() <= 60, nativeStart.resident() + " MB, not at most 60"));
    }

    private record Read(List<Reader> readers) implements Starts.Asked {
        @Override
        public void arrange() {}

        @Override
        public HttpRequest request(int port) {
            return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + Reader.PATH))
                    .header("Accept-Encoding", "gzip")
                    .header(
                            "Authorization",
                            "Bearer " + readers.get(port % readers.size()).token())
                    .build();
        }

        @Override
        public boolean isReal(HttpResponse<String> answer) {
            return answer.statusCode() == 200 && !answer.body().isEmpty();
        }
    }

    private static List<Reader> readers(TestPostgres database) throws Exception {
        try (Session session = database.connect()) {
            SampleFeeds.fill(session, USERS);
            return Reader.of(session, USERS, TestKeys::tokenOf);
        }
    }
}
