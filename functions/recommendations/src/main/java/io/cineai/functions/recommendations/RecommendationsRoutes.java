package io.cineai.functions.recommendations;

import io.cineai.function.Caller;
import io.cineai.function.Callers;
import io.cineai.function.Encodings;
import io.cineai.function.Etag;
import io.cineai.function.Problem;
import io.cineai.taste.UserId;
import io.cineai.usecase.read.ReadFeed;
import io.cineai.usecase.read.ReadFeed.Answer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code GET /v1/recommendations}: the caller's own ready list, bytes as stored. */
@ApplicationScoped
public class RecommendationsRoutes {
    private static final int MOST = 50;

    private final ReadFeed feeds;
    private final Callers callers;

    RecommendationsRoutes(ReadFeed feeds, Callers callers) {
        this.feeds = feeds;
        this.callers = callers;
    }

    void install(@Observes Router router) {
        router.get("/v1/recommendations").handler(this::list);
    }

    private void list(RoutingContext http) {
        OptionalInt limit = limit(http);
        if (limit.isEmpty()) {
            Problem.badInput(
                            "limit",
                            "limit must be in [1, " + MOST + "]: "
                                    + http.request().getParam("limit"))
                    .answer(http);
            return;
        }
        callers.of(http).subscribe().with(caller -> list(http, caller, limit.getAsInt()), http::fail);
    }

    private void list(RoutingContext http, Optional<Caller> caller, int limit) {
        if (caller.isEmpty()) {
            Problem.ofStatus(401).answer(http);
            return;
        }
        UserId user = new UserId(caller.get().user());
        feeds.of(user, caller.get().claims(), limit, Etag.known(http))
                .subscribe()
                .with(answer -> send(http, answer), http::fail);
    }

    private static OptionalInt limit(RoutingContext http) {
        String text = http.request().getParam("limit");
        if (text == null) return OptionalInt.of(MOST);
        try {
            int limit = Integer.parseInt(text);
            return limit >= 1 && limit <= MOST ? OptionalInt.of(limit) : OptionalInt.empty();
        } catch (NumberFormatException notANumber) {
            return OptionalInt.empty();
        }
    }

    private static void send(RoutingContext http, Answer answer) {
        HttpServerResponse response = http.response()
                .putHeader("Cineai-Source", answer.source())
                .putHeader("Cache-Control", "private, no-cache, stale-if-error=86400")
                .putHeader("Vary", "Authorization, Accept-Encoding");
        if (!answer.etag().isEmpty()) response.putHeader("ETag", Etag.weak(answer.etag()));
        if (answer.body() == null) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("Content-Type", "application/json");
        boolean zipped = answer.zipped() && Encodings.takesGzip(http);
        if (zipped) response.putHeader("Content-Encoding", "gzip");
        byte[] body = answer.zipped() && !zipped ? ReadFeed.unzip(answer.body()) : answer.body();
        response.end(Buffer.buffer(body));
    }
}
