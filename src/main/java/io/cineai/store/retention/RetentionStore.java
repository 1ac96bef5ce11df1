package io.cineai.store.retention;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Lets go of what is past its bound: one page of one table, in one short transaction. */
@ApplicationScoped
public class RetentionStore {
    /** A table that somebody alters is left alone. For the transaction only, so that it holds behind a pooler too. */
    private static final String WAIT_NO_LONGER = "select set_config('lock_timeout', $1, true)";

    private final Pool pool;

    RetentionStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * What to look at.
     *
     * @param bound what the table keeps, in seconds, or for lists in rows
     * @param size how many a page holds
     * @param lockTimeout how long a statement waits for others
     */
    public record Walk(Bound table, double bound, int size, Duration lockTimeout) {}

    /**
     * What became of one page.
     *
     * @param last the key with which it ended; empty after the last page
     * @param looked how many it held
     * @param past rows past the bound
     * @param gone rows that went; fewer where somebody else holds some
     */
    public record Page(Optional<String> last, long looked, long past, long gone) {
        public static final Page NOTHING = new Page(Optional.empty(), 0, 0, 0);
    }

    /** Changes nothing, and locks nothing. */
    public Uni<Page> count(Walk walk, String after) {
        return page(walk, after, true, 0);
    }

    /** @param most rows that may go */
    public Uni<Page> forget(Walk walk, String after, long most) {
        return page(walk, after, false, most);
    }

    private Uni<Page> page(Walk walk, String after, boolean countOnly, long most) {
        return pool.withTransaction(connection -> patience(connection, walk.lockTimeout())
                .chain(() -> connection
                        .preparedQuery(walk.table().sql())
                        .execute(Tuple.of(after, walk.size(), walk.bound(), countOnly, most)))
                .map(rows -> pageOf(rows.iterator().next())));
    }

    private static Uni<Void> patience(SqlConnection connection, Duration lockTimeout) {
        return connection
                .preparedQuery(WAIT_NO_LONGER)
                .execute(Tuple.of(lockTimeout.toMillis() + "ms"))
                .replaceWithVoid();
    }

    private static Page pageOf(Row row) {
        return new Page(
                Optional.ofNullable(row.getString("last")),
                row.getLong("looked"),
                row.getLong("past"),
                row.getLong("gone"));
    }
}
