package io.cineai.functions.local;

import io.cineai.testkit.MeasuredProcess;
import io.cineai.testkit.Session;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packaged {@code local} on a MovieLens folder, with a data folder of its own; ready: every list is made. */
final class RunningLocal implements AutoCloseable {
    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final int port;
    private final int postgresPort;
    private final MeasuredProcess process;
    private final double secondsToReady;

    private RunningLocal(Path folder, Path movieLens, Map<String, String> environment)
            throws IOException, InterruptedException {
        this.folder = folder;
        port = freePort();
        postgresPort = freePort();
        Map<String, String> all = new HashMap<>(environment);
        all.put("CINEAI_LOCAL_IMPORT", movieLens.toString());
        all.put("CINEAI_LOCAL_DATA_DIR", folder.toString());
        all.put("CINEAI_LOCAL_POSTGRES_PORT", String.valueOf(postgresPort));
        all.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        // Nothing by the clock while something is measured.
        all.put("QUARKUS_SCHEDULER_START_MODE", "halted");
        Files.createDirectories(folder);
        long start = System.nanoTime();
        process = MeasuredProcess.java(folder.resolve("log"), all, List.of("-jar", JAR.toString()))
                .awaiting(PATIENCE, this::isReady);
        secondsToReady = (System.nanoTime() - start) / 1e9;
    }

    static RunningLocal on(Path movieLens, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        return new RunningLocal(folder, movieLens, environment);
    }

    static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    double secondsToReady() {
        return secondsToReady;
    }

    MeasuredProcess process() {
        return process;
    }

    Path folder() {
        return folder;
    }

    String databaseUrl() {
        return "postgresql://127.0.0.1:" + postgresPort + "/postgres";
    }

    Session database() throws SQLException {
        return Session.open("jdbc:" + databaseUrl(), "postgres", "postgres");
    }

    double postgresCpuSeconds() throws IOException {
        String first =
                Files.readAllLines(folder.resolve("postgres/postmaster.pid")).get(0);
        return MeasuredProcess.cpuSecondsOfTree(Long.parseLong(first.trim()));
    }

    /** Invokes a function; its report. */
    JsonObject post(String function, JsonObject payload) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri("/" + function))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(payload.encode()))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
        return new JsonObject(answer.body());
    }

    @Override
    public void close() {
        process.close();
    }

    private boolean isReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri("/q/health/ready")).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
