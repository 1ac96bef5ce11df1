package io.cineai.store.feed;

import io.cineai.taste.UserId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which list each of many users has, and who waits for another one. */
@ApplicationScoped
public class ListStateStore {
    private static final String STATES = "select user_id, etag, hidden, waiting from cineai.list_states($1)";

    private final Pool pool;

    ListStateStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * The state of one user's list.
     *
     * @param etag as {@link Feed#seenAs} has it; empty where there is no list
     */
    public record State(Optional<String> etag, boolean waiting) {}

    public Uni<Map<UserId, State>> of(Collection<UserId> users) {
        UUID[] ids = users.stream().map(UserId::value).toArray(UUID[]::new);
        return pool.preparedQuery(STATES).execute(Tuple.of((Object) ids)).map(ListStateStore::byUser);
    }

    private static Map<UserId, State> byUser(RowSet<Row> rows) {
        Map<UserId, State> states = new HashMap<>();
        for (Row row : rows) states.put(new UserId(row.getUUID("user_id")), stateOf(row));
        return states;
    }

    private static State stateOf(Row row) {
        Set<UUID> hidden = Set.copyOf(List.of(row.getArrayOfUUIDs("hidden")));
        return new State(
                Optional.ofNullable(row.getString("etag")).map(etag -> Feed.seenAs(etag, hidden)),
                row.getBoolean("waiting"));
    }
}
