package io.cineai.functions.local;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Random users reading their lists over so many connections that stay open; each asks again when it is answered. */
final class LoadGenerator implements AutoCloseable {
    private static final int CONNECTIONS = 32;
    private static final int SMALLEST_LIST = 500;
    private static final long SEED = 42;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http =
            vertx.createHttpClient(new HttpClientOptions().setKeepAlive(true).setMaxPoolSize(CONNECTIONS));
    private final List<Reader> readers;

    /** One user and the token to read with. */
    record Reader(String user, String token) {}

    LoadGenerator(List<Reader> readers) {
        this.readers = List.copyOf(readers);
    }

    /** Sends so many requests and waits for the answers, each of which must be a whole list; requests a second. */
    double run(int requests, int port, Function<Reader, String> path) throws Exception {
        AtomicInteger left = new AtomicInteger(requests);
        SplittableRandom random = new SplittableRandom(SEED);
        long start = System.nanoTime();
        Future.all(IntStream.range(0, CONNECTIONS)
                        .mapToObj(connection -> goOn(left, random.split(), port, path))
                        .toList())
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.MINUTES);
        return requests * 1e9 / (System.nanoTime() - start);
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private Future<Void> goOn(AtomicInteger left, SplittableRandom random, int port, Function<Reader, String> path) {
        if (left.getAndDecrement() <= 0) return Future.succeededFuture();
        Reader reader = readers.get(random.nextInt(readers.size()));
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(path.apply(reader))
                .putHeader("Accept-Encoding", "gzip")
                .putHeader("Authorization", "Bearer " + reader.token());
        return http.request(request)
                .compose(HttpClientRequest::send)
                .compose(answer -> answer.body().map(body -> new int[] {answer.statusCode(), body.length()}))
                .compose(answer -> answer[0] == 200 && answer[1] >= SMALLEST_LIST
                        ? goOn(left, random, port, path)
                        : Future.failedFuture("status " + answer[0] + ", " + answer[1] + " bytes"));
    }
}
