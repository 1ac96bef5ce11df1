package io.cineai.analyze.local;

import io.cineai.movie.Movie;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The genres of one film that rules know.
 *
 * @param words the film's own word for each
 */
record FilmGenres(Map<Genre, String> words) {
    static FilmGenres of(Movie film) {
        Map<Genre, String> words = new EnumMap<>(Genre.class);
        for (String word : film.genres()) Genre.named(word).ifPresent(genre -> words.putIfAbsent(genre, word));
        return new FilmGenres(words);
    }

    Set<Genre> all() {
        return words.keySet();
    }

    boolean have(Genre genre) {
        return words.containsKey(genre);
    }

    boolean have(Set<Genre> some) {
        return words.keySet().containsAll(some);
    }

    /** The film's word for the first of some genres; empty where it has none of them. */
    Optional<String> wordFor(Set<Genre> some) {
        return some.stream().filter(words::containsKey).map(words::get).findFirst();
    }
}
