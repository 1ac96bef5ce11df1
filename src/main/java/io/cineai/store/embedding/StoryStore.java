package io.cineai.store.embedding;

import io.cineai.movie.MovieId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The vectors of the model in use, for who may only read: see {@link EmbeddingStore} for all else. */
@ApplicationScoped
public class StoryStore {

    private static final String SIZE = """
            select count(*) as films, coalesce(max(s.dimensions), 0) as dimensions
              from cineai.story_vectors s""";

    private static final String AFTER = """
            select movie_id, embedding
              from cineai.story_vectors
             where movie_id > $1
             order by movie_id
             limit $2""";

    private final Pool pool;

    StoryStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * All vectors, by film; none where nothing was embedded, or where they would need more room.
     *
     * @param mostNumbers of all vectors together
     */
    public Uni<Map<MovieId, float[]>> all(long mostNumbers) {
        return pool.preparedQuery(SIZE)
                .execute()
                .map(rows -> rows.iterator().next())
                .map(size -> size.getLong("films") * size.getInteger("dimensions") <= mostNumbers)
                .chain(fits -> fits ? read() : Uni.createFrom().item(Map.of()));
    }

    private Uni<Map<MovieId, float[]>> read() {
        return pages().collect().in(HashMap::new, StoryStore::put);
    }

    private static void put(Map<MovieId, float[]> byFilm, List<Vector> page) {
        page.forEach(vector -> byFilm.put(vector.film(), vector.values()));
    }

    private Multi<List<Vector>> pages() {
        return VectorPages.of((after, most) -> pool.preparedQuery(AFTER).execute(Tuple.of(after, most)));
    }
}
