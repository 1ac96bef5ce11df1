package io.cineai.embed.local;

import io.cineai.movie.Movie;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * How many films of a catalogue have a word, so that rare words count more than common ones. Words are known by a part of their hash, so
 * its size does not grow with the catalogue; of two words that meet there the rarer counts a little less than it should.
 *
 * @param films that were counted
 * @param filmsWith {@value #PLACES} numbers, one a place
 */
public record WordCounts(int films, int[] filmsWith) {
    public static final int PLACES = 1 << 16;

    public WordCounts {
        if (films < 0) throw new IllegalArgumentException("films must be 0 or more: " + films);
        if (filmsWith.length != PLACES)
            throw new IllegalArgumentException("filmsWith must have " + PLACES + " places: " + filmsWith.length);
    }

    /** Counts while films come in. */
    public static final class Counting {
        private final int[] filmsWith = new int[PLACES];
        private int films;

        public void add(Collection<Movie> some) {
            for (Movie film : some) {
                Set<Integer> places = new HashSet<>();
                FilmWords.of(film).kinds().forEach(kind -> kind.keySet().forEach(word -> places.add(place(word))));
                places.forEach(place -> filmsWith[place]++);
                films++;
            }
        }

        public WordCounts done() {
            return new WordCounts(films, filmsWith.clone());
        }
    }

    /** ln(1 + films / films with it), as content neighbours weigh: 0.7 for a word of all films. A word of none counts as one of one film. */
    double weight(long word) {
        return Math.log1p(Math.max(1, films) / (double) Math.max(1, filmsWith[place(word)]));
    }

    private static int place(long word) {
        return (int) (word >>> 48);
    }
}
