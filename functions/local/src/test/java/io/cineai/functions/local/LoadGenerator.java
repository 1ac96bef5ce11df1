package io.cineai.functions.local;

import io.vertx.core.Future;
import io.vertx.core.Promise;
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
                        .mapToObj(connection -> new Connection(left, random.split(), port, path))
                        .map(Connection::run)
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

    /** Asks again and again; one promise at the end, since a chain of thousands of futures overflows the stack. */
    private final class Connection {
        private final Promise<Void> done = Promise.promise();
        private final AtomicInteger left;
        private final SplittableRandom random;
        private final int port;
        private final Function<Reader, String> path;

        Connection(AtomicInteger left, SplittableRandom random, int port, Function<Reader, String> path) {
            this.left = left;
            this.random = random;
            this.port = port;
            this.path = path;
        }

        /** On a context of its own: a handler that is set from elsewhere may come too late for a quick answer. */
        Future<Void> run() {
            vertx.getOrCreateContext().runOnContext(begin -> next());
            return done.future();
        }

        private void next() {
            if (left.getAndDecrement() <= 0) done.complete();
            else
                http.request(request(readers.get(random.nextInt(readers.size()))))
                        .compose(HttpClientRequest::send)
                        .onSuccess(answer -> answer.body()
                                .onSuccess(body -> check(answer.statusCode(), body.length()))
                                .onFailure(done::tryFail))
                        .onFailure(done::tryFail);
        }

        private void check(int status, int bytes) {
            if (status == 200 && bytes >= SMALLEST_LIST) next();
            else done.tryFail("status " + status + ", " + bytes + " bytes");
        }

        private RequestOptions request(Reader reader) {
            return new RequestOptions()
                    .setMethod(HttpMethod.GET)
                    .setHost("127.0.0.1")
                    .setPort(port)
                    .setURI(path.apply(reader))
                    .putHeader("Accept-Encoding", "gzip")
                    .putHeader("Authorization", "Bearer " + reader.token());
        }
    }
}
