package io.cineai.store.film;

import io.cineai.movie.MovieId;
import io.cineai.store.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** All that is known of one film, as the JSON that Postgres makes of it: nothing is decided on the way, so nothing is read apart. */
@ApplicationScoped
public class FilmPageStore {
    /** Where a film has a journey for each mood, the one that holds for all comes first. */
    private static final String PAGE = """
            select json_build_object(
                       'id', f.id, 'title', f.title, 'year', f.year, 'genre', f.genres, 'director', f.directors,
                       'cast', f.cast_members, 'keywords', f.keywords, 'runtime', f.runtime, 'overview', f.overview,
                       'poster_url', f.poster_url, 'rating', f.rating, 'popularity', f.popularity,
                       'thematic_profile', (select to_jsonb(t) - '{id,movie_id,created_at,updated_at}'::text[]
                                              from public.movie_thematic_profiles t
                                             where t.movie_id = f.id),
                       'cinematic_style', (select to_jsonb(s) - '{id,movie_id,created_at,updated_at}'::text[]
                                             from public.movie_cinematic_styles s
                                            where s.movie_id = f.id),
                       'emotional_journey', (select to_jsonb(e) - '{id,movie_id,created_at,updated_at}'::text[]
                                               from public.movie_emotional_journeys e
                                              where e.movie_id = f.id
                                              order by e.user_mood_context is not null
                                              limit 1))::text as page
              from cineai.rec_films f
             where f.id = $1""";

    private final Pool pool;

    FilmPageStore(Pool pool) {
        this.pool = pool;
    }

    /** A JSON object; empty where there is no such film. */
    public Uni<Optional<String>> page(MovieId film) {
        return pool.preparedQuery(PAGE)
                .execute(Tuple.of(film.value()))
                .map(rows -> Rows.first(rows, row -> row.getString("page")));
    }
}
