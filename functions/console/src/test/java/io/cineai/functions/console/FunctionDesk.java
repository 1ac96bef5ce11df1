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

/**
 * Stands where functions are, on a platform that wants to know who calls them: answers by the function's name, and remembers what was
 * asked.
 */
public final class FunctionDesk implements QuarkusTestResourceLifecycleManager {
    static final String REPORT = "{\"runId\": \"1\", \"function\": \"monitor\", \"succeeded\": 1}";
    static final String PROBLEM = "{\"type\": \"urn:cineai:problem:bad-input\", \"status\": 400, \"field\": \"dryRn\"}";
    static final String TOKEN = "who.we.are";
    static final List<Asked> ASKED = new CopyOnWriteArrayList<>();

    private static final String IDENTITY = "/identity";

    private HttpServer server;

    /** @param platform what is said to the platform, before the function is reached */
    record Asked(String path, String authorization, String platform, String body) {}

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", FunctionDesk::answer);
        server.start();
        String here = "http://localhost:" + server.getAddress().getPort();
        return Map.of(
                "cineai.console.function-url",
                here + "/run/{function}",
                "cineai.console.identity-url",
                here + IDENTITY);
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange http) throws IOException {
        String body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String authorization = http.getRequestHeaders().getFirst("Authorization");
        if (http.getRequestURI().getPath().equals(IDENTITY)) {
            identify(http);
            return;
        }
        String platform = http.getRequestHeaders().getFirst("X-Serverless-Authorization");
        ASKED.add(new Asked(http.getRequestURI().getPath(), authorization, platform, body));
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

    /** As Google's metadata server; here tokens have the audience in place of a signature, and none is for who asks by another name. */
    private static void identify(HttpExchange http) throws IOException {
        boolean knowsHow = "Google".equals(http.getRequestHeaders().getFirst("Metadata-Flavor"));
        String audience = http.getRequestURI().getQuery().replace("audience=", "");
        boolean isThisOne = audience.equals("http://" + http.getRequestHeaders().getFirst("Host"));
        send(http, knowsHow && isThisOne ? 200 : 403, "text/html", TOKEN);
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
