package io.cineai.testkit;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** HTTP servers of this machine alone, on a port that is free. */
public final class Loopback {
    private static final int STARTS_WITHIN_SECONDS = 10;

    private Loopback() {}

    /** @param handled gives the server its handlers */
    public static HttpServer server(Vertx vertx, UnaryOperator<HttpServer> handled) {
        return handled.apply(vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0)))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(STARTS_WITHIN_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
