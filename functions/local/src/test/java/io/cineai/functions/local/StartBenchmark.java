package io.cineai.functions.local;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.functions.local.ReadFunction.Reader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From exec to the first list answered, of the read function's native executable and of its jar, in turn. */
class StartBenchmark {
    private static final int STARTS = 11;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void theNativeReadFunctionStartsAtOnce(@TempDir Path temp) throws Exception {
        Path executable = executable().orElse(null);
        if (executable == null)
            System.out.println("Skipped, no native executable: ./mvnw -Dnative -DskipTests package"
                    + " -pl functions/recommendations -am builds one, keep it with -Dcineai.native=<file>");
        Assumptions.assumeTrue(executable != null);
        MovieLensData data = MovieLensData.orSkip();
        double[] ofNative = new double[STARTS];
        double[] ofJar = new double[STARTS];

        try (RunningLocal local = RunningLocal.on(data.folder(), temp.resolve("local"), Map.of())) {
            int port = RunningLocal.freePort();
            Map<String, String> environment = ReadFunction.environment(local, port);
            Reader reader = ReadFunction.readers(local).get(0);
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            for (int start = 0; start < STARTS; start++) {
                ofNative[start] = millisToAnswer(List.of(executable.toString()), environment, port, reader);
                ofJar[start] =
                        millisToAnswer(List.of(java, "-jar", ReadFunction.JAR.toString()), environment, port, reader);
            }
        }

        Arrays.sort(ofNative);
        Arrays.sort(ofJar);
        print("native", ofNative);
        print("jar", ofJar);
        double ratio = ofJar[STARTS / 2] / ofNative[STARTS / 2];
        System.out.printf("the jar takes %.0f times as long%n", ratio);
        assertTrue(ratio > 5, "a native start is worth little: " + ratio);
    }

    private static Optional<Path> executable() throws IOException {
        String named = System.getProperty("cineai.native");
        if (named != null) return Optional.of(Path.of(named)).filter(Files::isExecutable);
        try (Stream<Path> files = Files.list(Path.of("../recommendations/target"))) {
            return files.filter(file -> file.toString().endsWith("-runner")).findFirst();
        }
    }

    private double millisToAnswer(List<String> command, Map<String, String> environment, int port, Reader reader)
            throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/recommendations"))
                .header("Authorization", "Bearer " + reader.token())
                .build();
        long begin = System.nanoTime();
        Process process = builder.start();
        try {
            while (!answers(request)) {
                if (System.nanoTime() - begin > PATIENCE_NANOS)
                    throw new IllegalStateException("no answer: " + command);
                TimeUnit.MILLISECONDS.sleep(2);
            }
            return (System.nanoTime() - begin) / 1e6;
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private boolean answers(HttpRequest request) throws InterruptedException {
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 200 && answer.body().contains("\"movie_id\"")) return true;
            throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void print(String name, double[] sorted) {
        System.out.printf(
                "%s: median %.0f ms from exec to the first list (%.0f to %.0f, %d starts)%n",
                name, sorted[STARTS / 2], sorted[0], sorted[STARTS - 1], STARTS);
    }
}
