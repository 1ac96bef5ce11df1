package io.cineai.testkit;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes messages as Slack does, and pings: remembers both, and is out of order where a test says so. */
public final class FakeWebhook implements AutoCloseable {
    /** Part of the address, as Slack has it: whoever knows it may write. */
    public static final String SECRET = "T0CINEAI-B0SECRET-s3cr3t";

    private static final String MESSAGES = "/services/" + SECRET;
    private static final String PINGS = "/ping/" + SECRET;
    private static final int LONGEST_TEXT = 40_000;

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Queue<JsonObject> messages = new ConcurrentLinkedQueue<>();
    private final Queue<String> pings = new ConcurrentLinkedQueue<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private volatile Mood mood = Mood.WELL;
    private volatile long takes;

    /** How it answers. */
    public enum Mood {
        WELL,
        /** 500 to all. */
        BROKEN,
        /** It takes requests and never answers. */
        HANGING,
        /** It closes the connection. */
        DROPPING
    }

    public FakeWebhook() {
        server = Loopback.server(vertx, it -> it.requestHandler(this::received));
    }

    /** Where messages go, with a query as some providers have it. */
    public String url() {
        return "http://127.0.0.1:" + server.actualPort() + MESSAGES + "?thread=ops&key=" + SECRET;
    }

    public String pingUrl() {
        return "http://127.0.0.1:" + server.actualPort() + PINGS;
    }

    public FakeWebhook is(Mood other) {
        mood = other;
        return this;
    }

    /** Answers come so late. */
    public FakeWebhook taking(long millis) {
        takes = millis;
        return this;
    }

    /** Messages that were answered with 200, oldest first. */
    public List<JsonObject> messages() {
        return List.copyOf(messages);
    }

    /** {@code <state> <key>} of all that was told, in order. */
    public List<String> told() {
        return messages.stream()
                .flatMap(it -> it.getJsonArray("alerts").stream())
                .map(JsonObject.class::cast)
                .map(it -> it.getString("state") + " " + it.getString("key"))
                .toList();
    }

    public int pings() {
        return pings.size();
    }

    /** What Slack would not have taken, and why. */
    public List<String> refused() {
        return List.copyOf(refused);
    }

    public void reset() {
        messages.clear();
        pings.clear();
        refused.clear();
        mood = Mood.WELL;
        takes = 0;
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void received(HttpServerRequest http) {
        http.body().onSuccess(body -> {
            switch (mood) {
                case HANGING -> {}
                case DROPPING -> http.connection().close();
                case BROKEN -> answer(http, 500);
                case WELL -> answer(http, taken(http, body.toString()));
            }
        });
    }

    private void answer(HttpServerRequest http, int status) {
        Runnable answers = () -> http.response().setStatusCode(status).end(status == 200 ? "ok" : "invalid_payload");
        if (takes > 0) vertx.setTimer(takes, late -> answers.run());
        else answers.run();
    }

    private int taken(HttpServerRequest http, String body) {
        if (http.path().equals(PINGS)) {
            pings.add(http.method().name());
            return 200;
        }
        String wrong = wrong(http, body);
        if (!wrong.isEmpty()) {
            refused.add(wrong);
            return 400;
        }
        messages.add(new JsonObject(body));
        return 200;
    }

    private static String wrong(HttpServerRequest http, String body) {
        if (!http.path().equals(MESSAGES) || !SECRET.equals(http.getParam("key"))) return "no such address";
        if (!http.method().name().equals("POST")) return "not posted";
        String type = String.valueOf(http.getHeader("Content-Type"));
        if (!type.startsWith("application/json")) return "not JSON: " + type;
        JsonObject message = new JsonObject(body);
        if (!(message.getValue("text") instanceof String text) || text.isBlank()) return "no text";
        if (text.length() > LONGEST_TEXT) return "too long";
        if (text.replaceAll("&(amp|lt|gt);", "").matches("(?s).*[&<>].*")) return "not escaped: " + text;
        return message.getValue("alerts") instanceof JsonArray ? "" : "no fields";
    }
}
