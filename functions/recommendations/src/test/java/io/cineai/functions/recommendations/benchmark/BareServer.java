package io.cineai.functions.recommendations.benchmark;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
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
 * The least that can serve a stored body: Vert.x and its Postgres client, no token, no etag, no health, no log.
 * {@code GET /<user id>}. Arguments: port, address of the database, its user, how it reads ({@link Reading}).
 */
final class BareServer extends AbstractVerticle {
    private final int port;
    private final Pool pool;
    private final Reading reading;

    /** How the row is read. */
    enum Reading {
        /** By the statement of the read function: claims for this transaction, row security. */
        LOCKED("select body, etag, hidden, checked_at from cineai.read_feed($1, $2, $3)") {
            @Override
            Tuple arguments(String user) {
                String claims = "{\"sub\":\"" + user + "\",\"role\":\"authenticated\"}";
                return Tuple.of(UUID.fromString(user), claims, null);
            }
        },
        /** The row, by whoever may see all of them. */
        PLAIN("select body, etag, hidden, checked_at from public.recommendation_feeds where user_id = $1") {
            @Override
            Tuple arguments(String user) {
                return Tuple.of(UUID.fromString(user));
            }
        };

        private final String sql;

        Reading(String sql) {
            this.sql = sql;
        }

        abstract Tuple arguments(String user);
    }

    private BareServer(int port, Pool pool, Reading reading) {
        this.port = port;
        this.pool = pool;
        this.reading = reading;
    }

    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
        PgConnectOptions database = PgConnectOptions.fromUri(arguments[1])
                .setUser(arguments[2])
                .setPassword("unused")
                .setCachePreparedStatements(true);
        Pool pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(Servers.POOL_SIZE))
                .connectingTo(database)
                .using(vertx)
                .build();
        // As many as the read function has.
        int eventLoops = 2;
        vertx.deployVerticle(
                () -> new BareServer(Integer.parseInt(arguments[0]), pool, Reading.valueOf(arguments[3])),
                new DeploymentOptions().setInstances(eventLoops));
    }

    @Override
    public void start() {
        vertx.createHttpServer().requestHandler(this::answer).listen(port, "127.0.0.1");
    }

    private void answer(HttpServerRequest request) {
        pool.preparedQuery(reading.sql)
                .execute(reading.arguments(request.path().substring(1)))
                .onSuccess(rows -> send(request, rows))
                .onFailure(why -> request.response().setStatusCode(500).end());
    }

    private static void send(HttpServerRequest request, RowSet<Row> rows) {
        request.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Content-Encoding", "gzip")
                .end(rows.iterator().next().getBuffer("body"));
    }
}
