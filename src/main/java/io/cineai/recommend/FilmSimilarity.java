package io.cineai.recommend;

import io.cineai.movie.Movie;
import java.util.Arrays;
import java.util.List;

/** How alike two films are to a person who looks at a list: shared genres and shared people. Range 0 to 1. */
final class FilmSimilarity {
    private static final double GENRES = 0.8;
    private static final double PEOPLE = 0.2;

    /** A film's traits, as sorted hashes: a clash of two hashes costs one place in a list, a string comparison costs every list. */
    record Traits(int[] genres, int[] people) {
        static Traits of(Movie movie) {
            return new Traits(hashes(movie.genres(), List.of()), hashes(movie.directors(), movie.cast()));
        }

        /** Without streams: this is done for every film of every pool. */
        private static int[] hashes(List<String> some, List<String> more) {
            int[] hashes = new int[some.size() + more.size()];
            int n = 0;
            for (String word : some) hashes[n++] = word.hashCode();
            for (String word : more) hashes[n++] = word.hashCode();
            Arrays.sort(hashes);
            int kept = 0;
            for (int hash : hashes) if (kept == 0 || hash != hashes[kept - 1]) hashes[kept++] = hash;
            return kept == n ? hashes : Arrays.copyOf(hashes, kept);
        }
    }

    private FilmSimilarity() {}

    static double between(Traits a, Traits b) {
        return GENRES * jaccard(a.genres(), b.genres()) + PEOPLE * jaccard(a.people(), b.people());
    }

    private static double jaccard(int[] a, int[] b) {
        if (a.length == 0 || b.length == 0) return 0;
        if (Arrays.equals(a, b)) return 1;
        int shared = 0;
        for (int i = 0, j = 0; i < a.length && j < b.length; ) {
            if (a[i] == b[j]) {
                shared++;
                i++;
                j++;
            } else if (a[i] < b[j]) {
                i++;
            } else {
                j++;
            }
        }
        return shared / (double) (a.length + b.length - shared);
    }
}
