package io.cineai.analyze.local;

import io.cineai.movie.Movie;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The genres of one film that rules know.
 *
 * @param bits of {@link Genre}
 * @param words the film's own word for each
 */
record FilmGenres(int bits, Map<Genre, String> words) {
    static FilmGenres of(Movie film) {
        int bits = 0;
        Map<Genre, String> words = new EnumMap<>(Genre.class);
        for (String word : film.genres()) {
            Optional<Genre> genre = Genre.named(word);
            bits |= genre.map(Genre::bit).orElse(0);
            genre.ifPresent(it -> words.putIfAbsent(it, word));
        }
        return new FilmGenres(bits, words);
    }

    boolean have(Genre genre) {
        return (bits & genre.bit()) != 0;
    }

    /** The film's word for the first of some genres, as bits; empty where it has none of them. */
    Optional<String> wordFor(int some) {
        for (Map.Entry<Genre, String> it : words.entrySet())
            if ((it.getKey().bit() & some) != 0) return Optional.of(it.getValue());
        return Optional.empty();
    }
}
