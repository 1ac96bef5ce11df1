package io.cineai.store;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The pool of every function, with one thing changed: of the client's own accord it remembers no statement longer than 2,048
 * characters, and the one that writes a list, run for every user, is longer. Whether any is remembered is
 * {@code quarkus.datasource.reactive.cache-prepared-statements}; a pooler in transaction mode may want it off.
 */
@Singleton
class PreparedStatements implements PgPoolCreator {
    private static final int LONGEST = 8_192;

    @Override
    public Pool create(Input input) {
        input.pgConnectOptionsList().forEach(options -> options.setPreparedStatementCacheSqlLimit(LONGEST));
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }
}
