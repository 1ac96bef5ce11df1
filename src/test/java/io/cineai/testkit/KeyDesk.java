package io.cineai.testkit;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands out public keys as a sign-in does, counts who comes for them, and is out of order where a test says so. */
public final class KeyDesk implements AutoCloseable {
    private static final int HUGE = 3_000_000;

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final AtomicInteger readings = new AtomicInteger();
    private volatile Mood mood = Mood.WELL;
    private volatile JsonArray keys = new JsonArray();
    private volatile int open;

    /** How it answers. */
    public enum Mood {
        WELL,
        /** 500, with the right keys. */
        BROKEN,
        /** It takes requests and never answers. */
        HANGING,
        /** It closes the connection. */
        DROPPING,
        /** A page, as a proxy shows it. */
        PAGE,
        /** The right keys, and megabytes of others. */
        HUGE,
        /** A byte from time to time, for ever. */
        DRIPPING,
        /** To a place that has the right keys. */
        REDIRECTING,
        /** JSON, and no key set. */
        OTHER_JSON
    }

    public KeyDesk(Signer... signers) {
        publish(signers);
        server = Loopback.server(vertx, it -> it.requestHandler(this::received).connectionHandler(connection -> {
            open++;
            connection.closeHandler(closed -> open--);
        }));
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/auth/v1/.well-known/jwks.json?apikey=of-somebody";
    }

    /** How often the keys were asked for. */
    public int readings() {
        return readings.get();
    }

    /** Connections that are open now. */
    public int open() {
        return open;
    }

    public KeyDesk is(Mood other) {
        mood = other;
        return this;
    }

    /** These keys from now on, and no others. */
    public void publish(Signer... signers) {
        publish(new JsonArray(Arrays.stream(signers).map(Signer::jwk).toList()));
    }

    public void publish(JsonArray entries) {
        keys = entries.copy();
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void received(HttpServerRequest http) {
        if (http.path().equals("/elsewhere")) {
            http.response().end(keySet());
            return;
        }
        readings.incrementAndGet();
        switch (mood) {
            case WELL ->
                http.response().putHeader("Content-Type", "application/json").end(keySet());
            case BROKEN -> http.response().setStatusCode(500).end(keySet());
            case HANGING -> {}
            case DROPPING -> http.connection().close();
            case PAGE -> http.response().putHeader("Content-Type", "text/html").end("<html>Welcome!</html>");
            case HUGE -> huge(http);
            case DRIPPING -> drip(http);
            case REDIRECTING ->
                http.response()
                        .setStatusCode(302)
                        .putHeader("Location", "http://127.0.0.1:" + server.actualPort() + "/elsewhere")
                        .end();
            case OTHER_JSON -> http.response().end("{\"keys\": \"none\"}");
        }
    }

    private String keySet() {
        return new JsonObject().put("keys", keys).encode();
    }

    private void huge(HttpServerRequest http) {
        http.response()
                .end(new JsonObject()
                        .put("keys", keys)
                        .put("others", "x".repeat(HUGE))
                        .encode());
    }

    private void drip(HttpServerRequest http) {
        http.response().setChunked(true).write("{");
        vertx.setPeriodic(100, timer -> {
            if (http.response().ended() || http.response().closed()) vertx.cancelTimer(timer);
            else http.response().write(Buffer.buffer(" "));
        });
    }
}
