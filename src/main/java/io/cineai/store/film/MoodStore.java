package io.cineai.store.film;

import io.cineai.movie.MovieId;
import io.cineai.movie.emotion.Mood;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** How well films fit a mood. */
@ApplicationScoped
public class MoodStore {
    private static final String FITS = """
            select e.movie_id, cineai.mood_fit($1, e.resolution, e.valence_curve, e.overall_emotional_intensity) as fit
              from public.movie_emotional_journeys e
             where e.movie_id = any ($2)
               and e.user_mood_context is null""";

    private final Pool pool;

    MoodStore(Pool pool) {
        this.pool = pool;
    }

    /** Range 0 to 1; a film whose journey does not say is absent. */
    public Uni<Map<MovieId, Double>> fits(Mood mood, Collection<MovieId> films) {
        UUID[] ids = films.stream().map(MovieId::value).toArray(UUID[]::new);
        return pool.preparedQuery(FITS).execute(Tuple.of(mood.id(), ids)).map(rows -> {
            Map<MovieId, Double> fits = new HashMap<>();
            for (Row row : rows) {
                Double fit = row.getDouble("fit");
                if (fit != null) fits.put(new MovieId(row.getUUID("movie_id")), fit);
            }
            return fits;
        });
    }
}
