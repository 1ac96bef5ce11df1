package io.cineai.functions.local.console;

import io.cineai.testkit.FunctionProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One headless Chromium behind its driver's own protocol. Source: W3C WebDriver; Chromium adds its developer tools' commands. */
final class Chromedriver implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> ARGUMENTS =
            List.of("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String address;
    private final String session;

    private Chromedriver(Process process, int port, List<String> more) {
        this.process = process;
        address = "http://localhost:" + port;
        session = "/session/" + begin(more);
    }

    static boolean isInstalled() {
        return program("chromedriver").isPresent() && program("chromium").isPresent();
    }

    /** @param more arguments of the browser */
    static Chromedriver start(String... more) {
        int port = FunctionProcess.freePort();
        try {
            Process process = new ProcessBuilder(program("chromedriver").orElseThrow(), "--port=" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Chromedriver(process, port, List.of(more));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> program(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private String begin(List<String> more) {
        JsonArray arguments = new JsonArray().addAll(new JsonArray(ARGUMENTS)).addAll(new JsonArray(more));
        JsonObject options = new JsonObject().put("args", arguments);
        JsonObject wanted = new JsonObject()
                .put("goog:chromeOptions", options)
                .put("timeouts", new JsonObject().put("script", PATIENCE.toMillis()))
                .put("goog:loggingPrefs", new JsonObject().put("browser", "ALL"));
        JsonObject body = new JsonObject().put("capabilities", new JsonObject().put("alwaysMatch", wanted));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return ((JsonObject) send("POST", "/session", body)).getString("sessionId");
            } catch (UncheckedIOException notUpYet) {
                if (System.nanoTime() > end || !process.isAlive()) throw notUpYet;
            }
        }
    }

    /** What the browser says to a command of this session; fails with its words. */
    @Nullable
    Object post(String command, JsonObject body) {
        return send("POST", session + command, body);
    }

    /** A command of the developer tools. */
    JsonObject tools(String command, JsonObject parameters) {
        JsonObject body = new JsonObject().put("cmd", command).put("params", parameters);
        return (JsonObject) send("POST", session + "/goog/cdp/execute", body);
    }

    private Object send(String method, String path, JsonObject body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.encode()))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            Object value = new JsonObject(answer.body()).getValue("value");
            if (answer.statusCode() == 200) return value;
            throw new AssertionError(((JsonObject) value).getString("message"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            send("DELETE", session, new JsonObject());
        } finally {
            process.destroy();
        }
    }
}
