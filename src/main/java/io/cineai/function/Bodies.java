package io.cineai.function;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** Sends bodies: to HEAD their length alone. */
final class Bodies {
    private Bodies() {}

    static void end(RoutingContext http, Buffer body) {
        if (HttpMethod.HEAD.equals(http.request().method()))
            http.response()
                    .putHeader("Content-Length", String.valueOf(body.length()))
                    .end();
        else http.response().end(body);
    }
}
