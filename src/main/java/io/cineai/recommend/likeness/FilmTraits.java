package io.cineai.recommend.likeness;

import io.cineai.movie.Facet;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.movie.Portrait;
import io.cineai.movie.Portrait.Feel;
import io.cineai.movie.Portrait.Look;
import io.cineai.movie.Portrait.Subject;
import io.cineai.movie.emotion.ValenceCurve;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What films are compared by, worked out once a film: every list compares hundreds of them, and many lists the same ones.
 *
 * @param genres, people, themes, style, arc what {@link FilmSimilarity} compares
 * @param franchise hash of what names it
 * @param words distinct words of each of {@link #SHOWN}, in that order; equal ones are one object, which is found faster
 * @param mix themes of equal weight
 * @param look traits of the style; the style in one word counts like two of them
 * @param emotions each as strong as it is
 * @param course how pleasant the film is at {@value #STEPS} equal steps; zeros where that is unknown
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only read
public record FilmTraits(
        Hashes genres,
        Hashes people,
        Hashes themes,
        Hashes style,
        Hashes arc,
        int franchise,
        String[][] words,
        Vector mix,
        Vector look,
        Vector emotions,
        double[] course) {

    /** Facets that say something of a taste: words of an overview do not. */
    static final List<Facet> SHOWN =
            List.of(Facet.THEME, Facet.STYLE, Facet.ARC, Facet.ERA, Facet.GENRE, Facet.DIRECTOR, Facet.CAST);

    private static final int[] PLACES =
            Arrays.stream(Facet.values()).mapToInt(SHOWN::indexOf).toArray();

    /** Points of a course; a curve with more or fewer of them is read at as many equal steps. */
    static final int STEPS = ValenceCurve.TENTHS;

    /** Beyond, films are told again: memory is bounded. */
    private static final int MOST_TOLD = 50_000;

    private static final Map<MovieId, Told> TOLD = new ConcurrentHashMap<>();

    private static final Numbers GENRES = new Numbers();
    private static final Numbers THEMES = new Numbers();
    private static final Numbers STYLES = new Numbers();
    private static final Numbers ARCS = new Numbers();

    /** Of this very film: one that was read again may have been analysed meanwhile. */
    private record Told(WeakReference<Movie> film, FilmTraits traits) {}

    /** Distinct words of one of {@link #SHOWN}. */
    public String[] words(Facet facet) {
        return words[PLACES[facet.ordinal()]];
    }

    public static FilmTraits of(Movie film) {
        Told told = TOLD.get(film.id());
        if (told != null && told.film.refersTo(film)) return told.traits;
        if (TOLD.size() >= MOST_TOLD) TOLD.clear();
        FilmTraits traits = told(film);
        TOLD.put(film.id(), new Told(new WeakReference<>(film), traits));
        return traits;
    }

    private static FilmTraits told(Movie film) {
        Portrait portrait = film.portrait();
        List<String> themes = portrait.subject().map(Subject::themes).orElse(List.of());
        return new FilmTraits(
                Hashes.of(film.genres(), List.of(), GENRES),
                Hashes.of(film.directors(), film.cast()),
                Hashes.of(themes, List.of(), THEMES),
                portrait.look()
                        .map(look -> Hashes.of(look.traits(), one(look.category()), STYLES))
                        .orElse(Hashes.NONE),
                portrait.feel()
                        .map(feel -> Hashes.of(one(feel.pattern()), List.of(), ARCS))
                        .orElse(Hashes.NONE),
                Franchise.of(film.title()).hashCode(),
                SHOWN.stream()
                        .map(facet -> facet.of(film).stream()
                                .map(String::intern)
                                .distinct()
                                .toArray(String[]::new))
                        .toArray(String[][]::new),
                Vector.of(alike(themes)),
                portrait.look().map(look -> Vector.of(styled(look))).orElse(Vector.NONE),
                portrait.feel().map(feel -> Vector.of(feel.emotions())).orElse(Vector.NONE),
                course(portrait.feel().map(Feel::valence).orElse(List.of())));
    }

    private static List<String> one(String word) {
        return word.isEmpty() ? List.of() : List.of(word);
    }

    private static Map<String, Double> alike(List<String> words) {
        Map<String, Double> alike = new HashMap<>();
        words.forEach(word -> alike.put(word, 1.0));
        return alike;
    }

    private static Map<String, Double> styled(Look look) {
        Map<String, Double> styled = alike(look.traits());
        if (!look.category().isEmpty()) styled.put(look.category(), 2.0);
        return styled;
    }

    private static double[] course(List<Double> valence) {
        double[] course = new double[STEPS];
        if (valence.isEmpty()) return course;
        int last = valence.size() - 1;
        for (int at = 0; at < STEPS; at++) {
            double place = (double) at * last / (STEPS - 1);
            int before = (int) place;
            double from = valence.get(before);
            course[at] = from + (place - before) * (valence.get(Math.min(last, before + 1)) - from);
        }
        return course;
    }

    /**
     * Words as sorted hashes, and as bits: a clash of two hashes costs one place in a list, a string comparison costs every list.
     *
     * @param bits one a word, by which two sets are compared at once where both are {@code numbered}; and otherwise, where neither is, most
     *     pairs told that share none
     * @param numbered whether each word has a bit of its own
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, only read
    record Hashes(int[] sorted, long bits, boolean numbered) {
        static final Hashes NONE = new Hashes(new int[0], 0, true);

        /** Of words of which there may be any number. */
        static Hashes of(Collection<String> some, Collection<String> more) {
            int[] sorted = sorted(some, more);
            long bits = 0;
            for (int hash : sorted) bits |= 1L << hash;
            return new Hashes(sorted, bits, false);
        }

        /** Of words of which there are few. */
        static Hashes of(Collection<String> some, Collection<String> more, Numbers numbers) {
            Collection<String> words = new ArrayList<>(some);
            words.addAll(more);
            long bits = 0;
            for (String word : words) {
                int number = numbers.of(word);
                if (number >= Long.SIZE) return of(some, more);
                bits |= 1L << number;
            }
            return new Hashes(sorted(some, more), bits, true);
        }

        private static int[] sorted(Collection<String> some, Collection<String> more) {
            return Stream.concat(some.stream(), more.stream())
                    .mapToInt(String::hashCode)
                    .sorted()
                    .distinct()
                    .toArray();
        }

        boolean isEmpty() {
            return sorted.length == 0;
        }

        /** Jaccard's index: what both have, of all that either has. Range 0 to 1, 0 where one has none. */
        double shared(Hashes other) {
            if (numbered == other.numbered && (bits & other.bits) == 0) return 0;
            int shared = numbered && other.numbered ? Long.bitCount(bits & other.bits) : merged(other);
            return shared == 0 ? 0 : shared / (double) (sorted.length + other.sorted.length - shared);
        }

        private int merged(Hashes other) {
            int[] a = sorted;
            int[] b = other.sorted;
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
            return shared;
        }
    }

    /** Numbers words in the order in which they are first met. */
    static final class Numbers {
        private final Map<String, Integer> numbers = new HashMap<>();

        /** Its number; {@link Long#SIZE} where so many were met before it. */
        synchronized int of(String word) {
            Integer known = numbers.get(word);
            if (known != null) return known;
            int number = numbers.size();
            if (number < Long.SIZE) numbers.put(word, number);
            return number;
        }
    }

    /** Words and how much each counts. length: the Euclidean one, 0 where there are none */
    @SuppressWarnings("ArrayRecordComponent") // never compared, only read
    record Vector(String[] words, double[] values, double length) {
        static final Vector NONE = new Vector(new String[0], new double[0], 0);

        static Vector of(Map<String, Double> weighed) {
            String[] words = weighed.keySet().stream().map(String::intern).toArray(String[]::new);
            double[] values = new double[words.length];
            double squares = 0;
            for (int k = 0; k < words.length; k++) {
                values[k] = weighed.get(words[k]);
                squares += values[k] * values[k];
            }
            return new Vector(words, values, Math.sqrt(squares));
        }
    }
}
