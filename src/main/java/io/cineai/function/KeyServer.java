package io.cineai.function;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A key set at an address. Each reading is one request on a connection of its own, which nobody waits for on a thread, bounded in time and
 * size, and sent nowhere else by what it answers.
 */
record KeyServer(URI address, Vertx vertx) implements KeySource {
    private static final int SILENCE_MILLIS = 2_000;
    private static final Duration LONGEST = Duration.ofSeconds(4);
    private static final int LARGEST = 1 << 20;

    @Override
    public Uni<PublicKeys> read() {
        return Uni.createFrom().deferred(this::onOneConnection).map(PublicKeys::of);
    }

    /** Without the query, which may hold a key of another kind. */
    @Override
    public String toString() {
        return address.getScheme() + "://" + address.getHost() + address.getPath();
    }

    private Uni<String> onOneConnection() {
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(false).setTracingPolicy(TracingPolicy.IGNORE));
        return Uni.createFrom()
                .completionStage(() -> client.request(question())
                        .compose(HttpClientRequest::send)
                        .compose(KeyServer::body)
                        .toCompletionStage())
                .ifNoItem()
                .after(LONGEST)
                .failWith(() -> new UnreadableKeys("it takes too long"))
                .onFailure(failure -> !(failure instanceof UnreadableKeys))
                .transform(failure -> new UnreadableKeys(failure.getClass().getSimpleName()))
                .onTermination()
                .invoke(() -> client.close());
    }

    private RequestOptions question() {
        return new RequestOptions()
                .setAbsoluteURI(address.toString())
                .setConnectTimeout(SILENCE_MILLIS)
                .setIdleTimeout(SILENCE_MILLIS)
                .setFollowRedirects(false)
                .putHeader("Accept", "application/json");
    }

    private static Future<String> body(HttpClientResponse answer) {
        if (answer.statusCode() != 200)
            return Future.failedFuture(new UnreadableKeys("it answers " + answer.statusCode()));
        Promise<String> whole = Promise.promise();
        Buffer read = Buffer.buffer();
        answer.exceptionHandler(whole::tryFail)
                .endHandler(end -> whole.tryComplete(read.toString(StandardCharsets.UTF_8)))
                .handler(part -> {
                    if (read.length() + part.length() <= LARGEST) read.appendBuffer(part);
                    else whole.tryFail(new UnreadableKeys("it is larger than a key set"));
                });
        return whole.future();
    }
}
