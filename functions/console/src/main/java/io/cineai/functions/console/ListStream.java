package io.cineai.functions.console;

import io.cineai.taste.UserId;
import io.cineai.usecase.console.WatchLists.Sight;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Server-sent events for one page that one user has open. */
final class ListStream {
    private final UserId user;
    private final HttpServerResponse response;
    private final Context context;
    private final long endsAtMillis;
    private @Nullable Sight shown;

    ListStream(UserId user, RoutingContext http, long endsAtMillis) {
        this.user = user;
        this.response = http.response();
        this.context = http.vertx().getOrCreateContext();
        this.endsAtMillis = endsAtMillis;
    }

    UserId user() {
        return user;
    }

    void begin(Sight first) {
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                // Proxies that gather an answer would keep events back.
                .putHeader("X-Accel-Buffering", "no");
        show(first);
    }

    /** Tells it only where it is another one than was told last. */
    void show(Sight sight) {
        context.runOnContext(here -> {
            if (sight.equals(shown)) return;
            shown = sight;
            write("event: list\ndata: "
                    + new JsonObject()
                            .put("etag", sight.etag())
                            .put("waiting", sight.waiting())
                            .encode()
                    + "\n\n");
        });
    }

    /** Says that it is still there, or ends where it was long enough. */
    void beat(long nowMillis) {
        context.runOnContext(here -> {
            if (nowMillis < endsAtMillis) write(": still here\n\n");
            else end();
        });
    }

    void stop() {
        context.runOnContext(here -> end());
    }

    /** Who does not read what was sent comes again, and gets the latest. */
    private void write(String text) {
        if (response.ended() || response.closed()) return;
        if (response.writeQueueFull()) end();
        else response.write(text);
    }

    private void end() {
        if (!response.ended() && !response.closed()) response.end();
    }
}
