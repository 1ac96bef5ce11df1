package io.cineai.recommend.likeness;

import io.cineai.movie.Movie;
import io.cineai.movie.Portrait;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * How alike two films are to a person who looks at a list: the weighted mean of what they share of genres and people, and of themes,
 * style and arc, each where both films have it; films of one franchise are alike whatever else they are. Range 0 to 1.
 */
public final class FilmSimilarity {
    private static final double GENRES = 0.8;
    private static final double PEOPLE = 0.08;
    private static final double THEMES = 0.06;
    private static final double STYLE = 0.04;
    private static final double ARC = 0.02;
    private static final double SAME_FRANCHISE = 0.9;

    /** A film's traits, as sorted hashes: a clash of two hashes costs one place in a list, a string comparison costs every list. */
    public record Traits(int[] genres, int[] people, int[] themes, int[] style, int[] arc, int franchise) {
        public static Traits of(Movie movie) {
            Portrait portrait = movie.portrait();
            return new Traits(
                    hashes(movie.genres(), List.of()),
                    hashes(movie.directors(), movie.cast()),
                    portrait.subject()
                            .map(subject -> hashes(subject.themes(), List.of()))
                            .orElse(NONE),
                    portrait.look()
                            .map(look -> hashes(look.traits(), one(look.category())))
                            .orElse(NONE),
                    portrait.feel()
                            .map(feel -> hashes(one(feel.pattern()), List.of()))
                            .orElse(NONE),
                    Franchise.of(movie.title()).hashCode());
        }

        private static final int[] NONE = {};

        private static List<String> one(String word) {
            return word.isEmpty() ? List.of() : List.of(word);
        }

        /** Without streams: this is done for every film of every pool. */
        private static int[] hashes(Collection<String> some, Collection<String> more) {
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

    public static double between(Traits a, Traits b) {
        double shared = GENRES * jaccard(a.genres, b.genres) + PEOPLE * jaccard(a.people, b.people);
        double whole = GENRES + PEOPLE;
        if (a.themes.length > 0 && b.themes.length > 0) {
            shared += THEMES * jaccard(a.themes, b.themes);
            whole += THEMES;
        }
        if (a.style.length > 0 && b.style.length > 0) {
            shared += STYLE * jaccard(a.style, b.style);
            whole += STYLE;
        }
        if (a.arc.length > 0 && b.arc.length > 0) {
            shared += ARC * jaccard(a.arc, b.arc);
            whole += ARC;
        }
        double alike = shared / whole;
        return a.franchise == b.franchise ? Math.max(SAME_FRANCHISE, alike) : alike;
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
