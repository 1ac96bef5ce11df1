package io.cineai.testkit.anthropic;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request, and how it is answered: whole, or as networks do it at times. Every end of it is in the ledger.
 *
 * @param came when it came in
 * @param id of the request, ours
 * @param headers of every answer, as they are when it is given
 */
public record Exchange(
        Vertx vertx,
        HttpServerRequest http,
        Instant came,
        String id,
        Ledger ledger,
        Supplier<Map<String, String>> headers) {
    private static final int OK = 200;

    /** The same with another type of content than JSON. */
    Exchange as(String type) {
        return new Exchange(vertx, http, came, id, ledger, () -> {
            Map<String, String> typed = new HashMap<>(headers.get());
            typed.put("content-type", type);
            return typed;
        });
    }

    public void send(int status, Map<String, String> more, Buffer body) {
        ledger.see(came, http.path(), status);
        begun(more).setStatusCode(status).end(body);
    }

    /** With this, as far as the wire lets it through. */
    public void answer(Buffer body, @Nullable Fault fault) {
        if (fault instanceof Fault.Hangs) ledger.see(came, http.path(), 0);
        else if (fault instanceof Fault.Drops) dropped();
        else if (fault instanceof Fault.BreaksOff) brokenOff(body);
        else if (fault instanceof Fault.Truncated) send(OK, Map.of(), half(body));
        else if (fault instanceof Fault.Trickles slow) trickled(body, slow);
        else send(OK, Map.of(), body);
    }

    private void dropped() {
        ledger.see(came, http.path(), 0);
        http.connection().close();
    }

    private void brokenOff(Buffer body) {
        ledger.see(came, http.path(), 0);
        announced(body).write(half(body)).onComplete(sent -> http.connection().close());
    }

    private void trickled(Buffer body, Fault.Trickles slow) {
        ledger.see(came, http.path(), 0);
        HttpServerResponse response = announced(body);
        int[] at = {0};
        vertx.setPeriodic(slow.between().toMillis(), timer -> {
            if (!response.closed() && at[0] < body.length()) {
                response.write(body.slice(at[0], ++at[0]));
            } else {
                vertx.cancelTimer(timer);
                if (!response.closed()) response.end();
            }
        });
    }

    private HttpServerResponse announced(Buffer body) {
        return begun(Map.of("content-length", String.valueOf(body.length())));
    }

    private HttpServerResponse begun(Map<String, String> more) {
        HttpServerResponse response = http.response().putHeader("content-type", "application/json");
        headers.get().forEach(response::putHeader);
        more.forEach(response::putHeader);
        return response;
    }

    private static Buffer half(Buffer body) {
        return body.slice(0, body.length() / 2);
    }
}
