package io.cineai.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Answers at a port of this machine as the functions do, as far as who deploys them looks; or worse, where a test says so. */
final class AnsweringFunction implements AutoCloseable {
    static final String SECRET = "a secret of sixteen and more";

    private final HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Integer> worse = new HashMap<>();

    private final CountDownLatch asked = new CountDownLatch(1);
    private CountDownLatch goesOn = new CountDownLatch(0);

    /** Each request that was let in: method, path, content type, body. */
    final List<String> invocations = new CopyOnWriteArrayList<>();

    AnsweringFunction() throws IOException {
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** From here on this is answered with this status, whoever asks; what is {@code METHOD /path}, or {@code anybody} for jobs. */
    AnsweringFunction but(String what, int status) {
        worse.put(what, status);
        return this;
    }

    /** From here on jobs are answered when {@link #goOn} says so. */
    AnsweringFunction slow() {
        goesOn = new CountDownLatch(1);
        return this;
    }

    void awaitSlow() throws InterruptedException {
        if (!asked.await(20, TimeUnit.SECONDS)) throw new AssertionError("nobody asks");
    }

    void goOn() {
        goesOn.countDown();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange http) throws IOException {
        String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String what = http.getRequestMethod() + " " + http.getRequestURI().getPath();
        boolean invited = ("Bearer " + SECRET).equals(http.getRequestHeaders().getFirst("Authorization"));
        int status = worse.getOrDefault(what, usual(what, invited));
        if (!invited && what.startsWith("POST ")) status = worse.getOrDefault("anybody", 401);
        if (invited) invocations.add(what + " " + http.getRequestHeaders().getFirst("Content-Type") + " " + body);
        asked.countDown();
        waitForLeave();
        byte[] bytes = says(what, status).getBytes(StandardCharsets.UTF_8);
        http.sendResponseHeaders(status, bytes.length);
        http.getResponseBody().write(bytes);
        http.close();
    }

    private void waitForLeave() throws IOException {
        try {
            goesOn.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static int usual(String what, boolean invited) {
        return switch (what) {
            case "GET /q/health/live", "GET /q/health/ready", "GET /v1/openapi.json" -> 200;
            case "GET /console/" -> 200;
            case "GET /v1/recommendations", "GET /console/api/health" -> 401;
            default -> what.startsWith("POST ") && invited ? 200 : 404;
        };
    }

    private static String says(String what, int status) {
        if (status != 200) return "{\"status\": %d}".formatted(status);
        if (what.endsWith("/console/")) return "<!doctype html><html lang=\"en\">";
        return what.endsWith("openapi.json") ? "{\"openapi\": \"3.1.0\"}" : "{\"runId\": \"1\", \"claimed\": 0}";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
