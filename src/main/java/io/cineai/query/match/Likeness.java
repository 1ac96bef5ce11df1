package io.cineai.query.match;

import io.cineai.movie.Facet;
import io.cineai.movie.Movie;
import io.cineai.movie.Portrait.Look;
import io.cineai.movie.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How alike films are: the cosine of what they are made of. Each facet is a vector of length 1 of its words, rare ones weighing more (ln(1 +
 * films / films with it)), and counts as much as it says of a film. Kept both by film and by word, so that one film is compared with all by
 * walking through its own words.
 */
final class Likeness {
    private static final double GENRE = 0.25;
    private static final double THEME = 0.2;
    private static final double KEYWORD = 0.2;
    private static final double STYLE = 0.1;
    private static final double WORD = 0.1;
    private static final double DIRECTOR = 0.06;
    private static final double CAST = 0.04;
    private static final double ARC = 0.03;
    private static final double ERA = 0.02;

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

    static Likeness of(List<Movie> films) {
        Map<String, Integer> numbers = new HashMap<>();
        List<List<Facets>> parts = new ArrayList<>(films.size());
        for (Movie film : films) parts.add(facets(film, numbers));
        int[] with = new int[numbers.size()];
        parts.forEach(film -> film.forEach(facet -> facet.words.keySet().forEach(word -> with[word]++)));
        int[][] words = new int[films.size()][];
        float[][] weights = new float[films.size()][];
        for (int film = 0; film < words.length; film++) weigh(film, parts.get(film), with, words, weights);
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

    /** Some words of one facet, by number, each with how often it is there. */
    private record Facets(double worth, Map<Integer, Integer> words) {}

    private static List<Facets> facets(Movie film, Map<String, Integer> numbers) {
        List<Facets> facets = new ArrayList<>();
        add(facets, GENRE, "g", film.genres(), numbers);
        add(facets, THEME, "t", Facet.THEME.of(film), numbers);
        add(facets, KEYWORD, "k", film.keywords(), numbers);
        add(facets, STYLE, "s", style(film), numbers);
        add(facets, WORD, "w", words(film), numbers);
        add(facets, DIRECTOR, "p", film.directors(), numbers);
        add(facets, CAST, "p", film.cast(), numbers);
        add(facets, ARC, "a", Facet.ARC.of(film), numbers);
        add(facets, ERA, "e", Facet.ERA.of(film), numbers);
        return facets;
    }

    private static void add(
            List<Facets> facets, double worth, String kind, Collection<String> words, Map<String, Integer> numbers) {
        if (words.isEmpty()) return;
        Map<Integer, Integer> counted = new LinkedHashMap<>();
        for (String word : words)
            counted.merge(numbers.computeIfAbsent(kind + word, anew -> numbers.size()), 1, Integer::sum);
        facets.add(new Facets(worth, counted));
    }

    private static List<String> style(Movie film) {
        List<String> style = new ArrayList<>(Facet.STYLE.of(film));
        film.portrait().look().map(Look::traits).ifPresent(style::addAll);
        return style;
    }

    private static List<String> words(Movie film) {
        List<String> words = new ArrayList<>(Words.of(film.overview()));
        film.keywords().forEach(keyword -> words.addAll(Words.of(keyword)));
        return words;
    }

    private static void weigh(int film, List<Facets> facets, int[] with, int[][] words, float[][] weights) {
        Map<Integer, Double> vector = new TreeMap<>();
        for (Facets facet : facets) {
            double squares = 0;
            for (int word : facet.words.keySet()) squares += Math.pow(rarity(words.length, with[word]), 2);
            double unit = Math.sqrt(facet.worth / squares);
            facet.words
                    .keySet()
                    .forEach(word -> vector.merge(word, unit * rarity(words.length, with[word]), Double::sum));
        }
        double length =
                Math.sqrt(vector.values().stream().mapToDouble(it -> it * it).sum());
        words[film] = new int[vector.size()];
        weights[film] = new float[vector.size()];
        int at = 0;
        for (Map.Entry<Integer, Double> it : vector.entrySet()) {
            words[film][at] = it.getKey();
            weights[film][at++] = (float) (it.getValue() / length);
        }
    }

    private static double rarity(int films, int with) {
        return Math.log1p((double) films / with);
    }
}
