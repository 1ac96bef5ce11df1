package io.cineai.movie;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers films 0, 1, 2 … in the order in which they are first met, so that models hold ints instead of ids.
 * Grows with the catalogue and never forgets. Safe for concurrent use.
 */
public final class FilmIndex {
    private final Map<MovieId, Integer> numbers = new HashMap<>();
    private final List<MovieId> films = new ArrayList<>();

    /** The film's number; a new one where the film is new. */
    public synchronized int number(MovieId film) {
        Integer known = numbers.putIfAbsent(film, films.size());
        if (known != null) return known;
        films.add(film);
        return films.size() - 1;
    }

    /** The film with this number. */
    public synchronized MovieId film(int number) {
        return films.get(number);
    }

    /** The films with these numbers, in their order. */
    public synchronized MovieId[] films(int[] some) {
        MovieId[] named = new MovieId[some.length];
        for (int k = 0; k < some.length; k++) named[k] = films.get(some[k]);
        return named;
    }

    public synchronized int size() {
        return films.size();
    }
}
