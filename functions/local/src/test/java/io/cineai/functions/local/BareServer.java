package io.cineai.functions.local;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/**
 * The least that can serve a stored body: Vert.x and its Postgres client, a superuser, no token, no row security, no health, no
 * log. {@code GET /<user id>}. Arguments: port, address of the database.
 */
final class BareServer extends AbstractVerticle {
    private static final String READ = "select body from recommendation_feeds where user_id = $1";

    private final int port;
    private final Pool pool;

    private BareServer(int port, Pool pool) {
        this.port = port;
        this.pool = pool;
    }

    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx();
        PgConnectOptions database = PgConnectOptions.fromUri(arguments[1])
                .setUser("postgres")
                .setPassword("postgres")
                .setCachePreparedStatements(true);
        Pool pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(8))
                .connectingTo(database)
                .using(vertx)
                .build();
        // As many event loops as Quarkus takes.
        int eventLoops = 2 * Runtime.getRuntime().availableProcessors();
        vertx.deployVerticle(
                () -> new BareServer(Integer.parseInt(arguments[0]), pool),
                new DeploymentOptions().setInstances(eventLoops));
    }

    @Override
    public void start() {
        vertx.createHttpServer().requestHandler(this::answer).listen(port, "127.0.0.1");
    }

    private void answer(HttpServerRequest request) {
        Tuple user = Tuple.of(UUID.fromString(request.path().substring(1)));
        pool.preparedQuery(READ)
                .execute(user)
                .onSuccess(rows -> send(request, rows))
                .onFailure(why -> request.response().setStatusCode(500).end());
    }

    private static void send(HttpServerRequest request, RowSet<Row> rows) {
        Buffer body = rows.iterator().next().getBuffer("body");
        request.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Content-Encoding", "gzip")
                .end(body);
    }
}
