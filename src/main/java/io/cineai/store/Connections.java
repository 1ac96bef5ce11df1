package io.cineai.store;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The pool of every function, with what Quarkus does not set. Of the client's own accord it remembers no statement longer than 2,048
 * characters, and the one that claims users is longer; whether any is remembered is
 * {@code quarkus.datasource.reactive.cache-prepared-statements}, and a pooler in transaction mode may want it off. And it would wait for a
 * database that does not answer for as long as that takes.
 */
@Singleton
class Connections implements PgPoolCreator {
    private static final int LONGEST = 8_192;

    private final ConnectionsConfig config;

    Connections(ConnectionsConfig config) {
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        input.pgConnectOptionsList().forEach(this::set);
        return PgBuilder.pool()
                .with(set(input.poolOptions()))
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }

    private void set(PgConnectOptions connection) {
        connection.setPreparedStatementCacheSqlLimit(LONGEST);
        connection.setConnectTimeout(Math.toIntExact(config.connect().toMillis()));
        config.silence().ifPresent(longest -> connection
                .setIdleTimeout(Math.toIntExact(longest.toMillis()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS));
    }

    private PoolOptions set(PoolOptions pool) {
        Duration longest = config.waiting().orElse(Duration.ZERO);
        if (!longest.isZero())
            pool.setConnectionTimeout(Math.toIntExact(longest.toMillis()))
                    .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        return pool;
    }
}
