package io.cineai.query;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.movie.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Stands in for the catalogue of the local parser until that is here. */
public final class Catalogue {
    private final Map<String, Movie> byTitle = new HashMap<>();

    private Catalogue() {}

    public static Catalogue of(List<Movie> films, ToDoubleFunction<MovieId> popularity) {
        Catalogue catalogue = new Catalogue();
        for (Movie film : films)
            catalogue.byTitle.merge(
                    Words.plain(film.title()),
                    film,
                    (a, b) -> popularity.applyAsDouble(a.id()) >= popularity.applyAsDouble(b.id()) ? a : b);
        return catalogue;
    }

    Optional<Movie> titled(String title) {
        return Optional.ofNullable(byTitle.get(Words.plain(title.strip())));
    }
}
