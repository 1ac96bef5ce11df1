package io.cineai.store.console;

import io.cineai.store.JsonText;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A user's own films, as the app has them: those with stars, and those on the watch-list. */
@ApplicationScoped
public class OwnFilmStore {
    private static final String RATE = """
            with me as materialized (select set_config('request.jwt.claims', $1, true))
            select r.kept, r.unknown_films
              from me, cineai.rate_films($2::text::jsonb) r""";

    private static final String LATER = """
            with me as materialized (select set_config('request.jwt.claims', $1, true))
            select l.kept, l.unknown_films
              from me, cineai.watch_later($2) l""";

    private final Pool pool;

    OwnFilmStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * What became of it.
     *
     * @param kept films that are there now
     * @param unknownFilms films that do not exist
     */
    public record Kept(int kept, List<UUID> unknownFilms) {}

    /**
     * @param claims JSON of the caller's verified claims
     * @param ratings movie_id and stars of each
     */
    public Uni<Kept> rate(String claims, List<Map<String, Object>> ratings) {
        return pool.preparedQuery(RATE)
                .execute(Tuple.of(claims, JsonText.of(ratings)))
                .map(OwnFilmStore::kept);
    }

    /** @param claims JSON of the caller's verified claims */
    public Uni<Kept> later(String claims, List<UUID> films) {
        return pool.preparedQuery(LATER)
                .execute(Tuple.of(claims, films.toArray(UUID[]::new)))
                .map(OwnFilmStore::kept);
    }

    private static Kept kept(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        return new Kept(row.getInteger("kept"), List.of(row.getArrayOfUUIDs("unknown_films")));
    }
}
