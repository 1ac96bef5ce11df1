package io.cineai.functions.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cineai.testkit.PostgresForFunction;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands where functions are: answers by the function's name, and remembers what was asked. */
public final class FunctionDesk implements QuarkusTestResourceLifecycleManager {
    static final String REPORT = "{\"runId\": \"1\", \"function\": \"monitor\", \"succeeded\": 1}";
    static final String PROBLEM = "{\"type\": \"urn:cineai:problem:bad-input\", \"status\": 400, \"field\": \"dryRn\"}";
    static final List<Asked> ASKED = new CopyOnWriteArrayList<>();

    private HttpServer server;

    record Asked(String path, String authorization, String body) {}

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", FunctionDesk::answer);
        server.start();
        return Map.of(
                "cineai.console.function-url",
                "http://localhost:" + server.getAddress().getPort() + "/run/{function}");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange http) throws IOException {
        String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String authorization = http.getRequestHeaders().getFirst("Authorization");
        ASKED.add(new Asked(http.getRequestURI().getPath(), authorization, body));
        switch (http.getRequestURI().getPath()) {
            case "/run/monitor" -> {
                boolean isOurs = ("Bearer " + PostgresForFunction.SECRET).equals(authorization);
                send(http, isOurs ? 200 : 401, "application/json", isOurs ? REPORT : "{}");
            }
            case "/run/retention" -> send(http, 400, "application/problem+json", PROBLEM);
            case "/run/cold-start" -> send(http, 500, "text/html", "<script>alert(1)</script>");
            case "/run/evaluation" -> send(http, 401, "application/json", "{}");
            case "/run/edge-export" -> {
                http.getResponseHeaders().add("Location", "http://localhost:9/elsewhere");
                send(http, 307, "application/json", "{}");
            }
            default -> http.close();
        }
    }

    private static void send(HttpExchange http, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().add("Content-Type", type + "; charset=utf-8");
        http.getResponseHeaders().add("Set-Cookie", "platform=1");
        http.sendResponseHeaders(status, bytes.length);
        http.getResponseBody().write(bytes);
        http.close();
    }
}
