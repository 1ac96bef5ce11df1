package io.cineai.query.match;

import io.cineai.movie.Facet;
import io.cineai.movie.Movie;
import io.cineai.movie.Portrait.Look;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How alike films are: the cosine of what they are made of. Each facet is a vector of length 1 of its words, rare ones weighing more (ln(1 +
 * films / films with it)), and counts as much as it says of a film. Kept both by film and by word, so that one film is compared with all by
 * walking through its own words.
 */
final class Likeness {
    /** Genres, themes, keywords, style, words, directors, cast, arc, era. */
    private static final double[] WORTH = {0.25, 0.2, 0.2, 0.1, 0.1, 0.06, 0.04, 0.03, 0.02};

    private final int[][] words;
    private final float[][] weights;
    private final int[][] holders;
    private final float[][] held;

    private Likeness(int[][] words, float[][] weights, int known) {
        this.words = words;
        this.weights = weights;
        int[] counts = new int[known];
        for (int[] film : words) for (int word : film) counts[word]++;
        holders = new int[known][];
        held = new float[known][];
        for (int word = 0; word < known; word++) {
            holders[word] = new int[counts[word]];
            held[word] = new float[counts[word]];
        }
        for (int film = words.length - 1; film >= 0; film--)
            for (int k = 0; k < words[film].length; k++) {
                int word = words[film][k];
                int at = --counts[word];
                holders[word][at] = film;
                held[word][at] = weights[film][k];
            }
    }

    static Likeness of(List<Told> films) {
        Numbers numbers = new Numbers();
        int[][][] facets = new int[films.size()][][];
        for (int film = 0; film < facets.length; film++) facets[film] = numbers.of(films.get(film));
        int[] with = new int[numbers.size()];
        for (int[][] film : facets) for (int[] facet : film) for (int word : facet) with[word]++;
        int[][] words = new int[facets.length][];
        float[][] weights = new float[facets.length][];
        for (int film = 0; film < facets.length; film++) weigh(film, facets[film], with, words, weights);
        return new Likeness(words, weights, with.length);
    }

    /** Adds to each film what this one has of it, so many times. */
    void add(int film, double times, float[] to) {
        for (int k = 0; k < words[film].length; k++) {
            float weight = (float) (times * weights[film][k]);
            int[] others = holders[words[film][k]];
            float[] theirs = held[words[film][k]];
            for (int at = 0; at < others.length; at++) to[others[at]] += weight * theirs[at];
        }
    }

    /** Range 0 to 1. */
    double between(int one, int other) {
        double sum = 0;
        int[] a = words[one];
        int[] b = words[other];
        for (int i = 0, j = 0; i < a.length && j < b.length; ) {
            if (a[i] == b[j]) sum += weights[one][i++] * weights[other][j++];
            else if (a[i] < b[j]) i++;
            else j++;
        }
        return Math.min(1, sum);
    }

    /** Words get numbers as they are met; directors and cast share theirs, for a person is a person. */
    private static final class Numbers {
        private final Map<String, Integer> people = new HashMap<>();
        private final List<Map<String, Integer>> kinds = List.of(
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                people,
                people,
                new HashMap<>(),
                new HashMap<>());
        private int size;

        int size() {
            return size;
        }

        /** Of each facet the film's words, each once, in the order of {@link #WORTH}. */
        int[][] of(Told told) {
            Movie film = told.film();
            List<Collection<String>> facets = List.of(
                    film.genres(),
                    Facet.THEME.of(film),
                    film.keywords(),
                    style(film),
                    words(told),
                    film.directors(),
                    film.cast(),
                    Facet.ARC.of(film),
                    Facet.ERA.of(film));
            int[][] numbers = new int[WORTH.length][];
            for (int facet = 0; facet < numbers.length; facet++)
                numbers[facet] = numbered(facets.get(facet), kinds.get(facet));
            return numbers;
        }

        private int[] numbered(Collection<String> words, Map<String, Integer> known) {
            int[] numbers = new int[words.size()];
            int at = 0;
            for (String word : words) {
                Integer number = known.putIfAbsent(word, size);
                numbers[at++] = number == null ? size++ : number;
            }
            Arrays.sort(numbers);
            int kept = 0;
            for (int number : numbers) if (kept == 0 || number != numbers[kept - 1]) numbers[kept++] = number;
            return Arrays.copyOf(numbers, kept);
        }

        private static List<String> style(Movie film) {
            List<String> style = new ArrayList<>(Facet.STYLE.of(film));
            film.portrait().look().map(Look::traits).ifPresent(style::addAll);
            return style;
        }

        private static List<String> words(Told told) {
            List<String> words = new ArrayList<>(told.overview());
            words.addAll(told.keywords());
            return words;
        }
    }

    /** Each word is in the upper half of a key and its weight in the lower: they are sorted together. */
    private static void weigh(int film, int[][] facets, int[] with, int[][] words, float[][] weights) {
        long[] keys =
                new long[Arrays.stream(facets).mapToInt(facet -> facet.length).sum()];
        int size = 0;
        double length = 0;
        for (int facet = 0; facet < facets.length; facet++) {
            double squares = 0;
            for (int word : facets[facet]) squares += Math.pow(rarity(words.length, with[word]), 2);
            double unit = squares == 0 ? 0 : Math.sqrt(WORTH[facet] / squares);
            if (squares > 0) length += WORTH[facet];
            for (int word : facets[facet])
                keys[size++] =
                        (long) word << 32 | Float.floatToIntBits((float) (unit * rarity(words.length, with[word])));
        }
        Arrays.sort(keys);
        words[film] = new int[size];
        weights[film] = new float[size];
        for (int k = 0; k < size; k++) {
            words[film][k] = (int) (keys[k] >>> 32);
            weights[film][k] = (float) (Float.intBitsToFloat((int) keys[k]) / Math.sqrt(length));
        }
    }

    private static double rarity(int films, int with) {
        return Math.log1p((double) films / with);
    }
}
