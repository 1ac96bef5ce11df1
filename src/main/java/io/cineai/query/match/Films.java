package io.cineai.query.match;

import io.cineai.query.FilmReference;
import java.util.List;

/** From films that are named to their numbers; those that the catalogue lacks are left out. */
final class Films {
    private Films() {}

    static List<Integer> numbers(List<FilmReference> named, FilmSpace films) {
        return named.stream()
                .flatMap(it -> it.film().stream())
                .flatMapToInt(id -> films.number(id).stream())
                .boxed()
                .distinct()
                .toList();
    }
}
