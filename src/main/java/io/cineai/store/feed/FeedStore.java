package io.cineai.store.feed;

import io.cineai.store.Rows;
import io.cineai.taste.UserId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The read function's one-row path. Row security is the second lock: the row is selected under the caller's own claims. */
@ApplicationScoped
public class FeedStore {
    private static final String READ = """
            select body, etag, hidden, checked_at
              from cineai.read_feed($1, $2, $3)""";

    private static final String REQUEST_REFRESH = """
            with me as materialized (select set_config('request.jwt.claims', $1, true))
            select cineai.request_refresh() from me""";

    private final Pool pool;

    FeedStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * @param claims JSON of the caller's verified claims
     * @param etag what the caller has already; null when nothing
     */
    public Uni<Optional<Feed>> read(UserId user, String claims, @Nullable String etag) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(user.value(), claims, etag))
                .map(rows -> Rows.first(rows, FeedStore::feedOf));
    }

    /** Asks for a list of the caller's own. */
    public Uni<Void> requestRefresh(String claims) {
        return pool.preparedQuery(REQUEST_REFRESH).execute(Tuple.of(claims)).replaceWithVoid();
    }

    private static Feed feedOf(Row row) {
        var body = row.getBuffer("body");
        return new Feed(
                body == null ? null : body.getBytes(),
                row.getString("etag"),
                Set.copyOf(List.of(row.getArrayOfUUIDs("hidden"))),
                row.getOffsetDateTime("checked_at").toInstant());
    }
}
