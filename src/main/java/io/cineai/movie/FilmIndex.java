package io.cineai.movie;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Numbers films 0, 1, 2 … in the order in which they are first met, so that models hold ints instead of ids.
 * Grows with the catalogue and never forgets. Safe for concurrent use; a film that is known is looked up without a lock.
 */
public final class FilmIndex {
    private final Map<MovieId, Integer> numbers = new ConcurrentHashMap<>();
    private volatile MovieId[] films = new MovieId[1 << 10];
    private volatile int size;

    /** The film's number; a new one where the film is new. */
    public int number(MovieId film) {
        Integer known = numbers.get(film);
        return known != null ? known : numbered(film);
    }

    /** The film with this number. */
    public MovieId film(int number) {
        return films[number];
    }

    /** The films with these numbers, in their order. */
    public MovieId[] films(int[] some) {
        MovieId[] all = films;
        MovieId[] named = new MovieId[some.length];
        for (int k = 0; k < some.length; k++) named[k] = all[some[k]];
        return named;
    }

    public int size() {
        return size;
    }

    /** Others see the id in its place, and a size that goes beyond it, before they can know the number. */
    private synchronized int numbered(MovieId film) {
        Integer known = numbers.get(film);
        if (known != null) return known;
        int number = size;
        MovieId[] all = number < films.length ? films : Arrays.copyOf(films, number * 2);
        all[number] = film;
        films = all;
        size = number + 1;
        numbers.put(film, number);
        return number;
    }
}
