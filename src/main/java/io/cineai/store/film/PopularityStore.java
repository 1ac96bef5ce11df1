package io.cineai.store.film;

import io.cineai.movie.MovieId;
import io.cineai.store.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How popular films are among all. */
@ApplicationScoped
public class PopularityStore {
    private static final String ORDER = """
            select f.id
              from cineai.rec_films f
              left join cineai.movie_neighbours n on n.movie_id = f.id
             order by n.likes desc nulls last, f.popularity desc nulls last, f.rating desc nulls last, f.id""";

    private final Pool pool;

    PopularityStore(Pool pool) {
        this.pool = pool;
    }

    /** By film, in (0, 1]: 1 is the most liked, then by what the catalogue says. */
    public Uni<Map<MovieId, Double>> all() {
        return pool.preparedQuery(ORDER)
                .execute()
                .map(rows -> Rows.list(rows, row -> new MovieId(row.getUUID("id"))))
                .map(PopularityStore::byPlace);
    }

    private static Map<MovieId, Double> byPlace(List<MovieId> films) {
        Map<MovieId, Double> popularity = new HashMap<>(films.size() * 2);
        for (MovieId film : films) popularity.put(film, 1 - popularity.size() / (double) films.size());
        return popularity;
    }
}
