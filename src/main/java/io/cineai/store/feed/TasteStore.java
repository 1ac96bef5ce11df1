package io.cineai.store.feed;

import io.cineai.store.Rows;
import io.cineai.taste.UserId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Taste profiles, read as feeds are: under the caller's own claims. */
@ApplicationScoped
public class TasteStore {
    private static final String READ = """
            select profile
              from cineai.read_taste($1, $2)""";

    private final Pool pool;

    TasteStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * JSON; empty where the user has no list yet.
     *
     * @param claims JSON of the caller's verified claims
     */
    public Uni<Optional<String>> read(UserId user, String claims) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(user.value(), claims))
                .map(rows -> Rows.first(rows, row -> row.getString("profile")));
    }
}
