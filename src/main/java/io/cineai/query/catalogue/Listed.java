package io.cineai.query.catalogue;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.query.FilmReference;
import java.util.Optional;

/**
 * What of a film a query can name.
 *
 * @param year 0 when unknown
 * @param runtime minutes, 0 when unknown
 * @param popularity more is better known; no unit
 */
public record Listed(MovieId id, String title, int year, int runtime, double popularity) {
    static Listed of(Movie film, double popularity) {
        return new Listed(film.id(), film.title(), film.year(), film.runtime(), popularity);
    }

    public FilmReference reference() {
        return new FilmReference(title, year, Optional.of(id));
    }
}
