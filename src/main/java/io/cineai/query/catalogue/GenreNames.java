package io.cineai.query.catalogue;

import io.cineai.movie.Movie;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Genres as a catalogue spells them. */
public final class GenreNames {
    private final Map<String, String> byKey = new LinkedHashMap<>();

    GenreNames(Collection<Movie> films) {
        for (Movie film : films) for (String genre : film.genres()) byKey.putIfAbsent(Key.of(genre), genre);
    }

    /** The catalogue's spelling of a genre that may have several names, split by "|"; empty where it has none of them. */
    public Optional<String> spelling(String names) {
        return Stream.of(names.split("\\|"))
                .map(name -> byKey.get(Key.of(name)))
                .filter(spelling -> spelling != null)
                .findFirst();
    }

    public Set<String> all() {
        return Set.copyOf(byKey.values());
    }
}
