package io.cineai.train;

import io.cineai.movie.Facet;
import io.cineai.movie.FilmIndex;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.movie.Neighbours;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * Films alike by what they are: cosine over what they share, rarer features counting more (idf = ln(1 + films / films with it)), by an
 * inverted index. Weights are in (0, 1]. Needs nobody's ratings, so it serves new films.
 *
 * @param weights how much a shared feature of each kind counts, 0 or more, no unit; a kind without counts for nothing
 * @param keep nearest films kept of each film's row
 */
public record ContentNeighbours(Map<Facet, Double> weights, int keep) {

    public static final ContentNeighbours DEFAULT = new ContentNeighbours(
            Map.of(
                    Facet.GENRE, 1.0,
                    Facet.DIRECTOR, 1.0,
                    Facet.CAST, 0.7,
                    Facet.KEYWORD, 1.0,
                    Facet.THEME, 1.0,
                    Facet.STYLE, 0.7,
                    Facet.ARC, 0.4,
                    Facet.WORD, 0.5),
            100);

    /** How much the likeness of two stories counts beside what films share. */
    private static final double STORY = 0.3;

    /** Films looked at by story for each one that is kept. */
    private static final int COMPARED_BY_STORY = 4;

    private static final float[] NO_STORY = {};

    public ContentNeighbours {
        weights = Map.copyOf(weights);
        weights.forEach(ContentNeighbours::notNegative);
        if (keep < 1) throw new IllegalArgumentException("keep must be 1 or more: " + keep);
    }

    /** By what films share alone. */
    public void train(Collection<Movie> movies, FilmIndex index, NeighbourSink sink) {
        train(movies, Map.of(), index, sink);
    }

    /**
     * Hands every film's row to the sink, {@link Neighbours#NONE} where a film shares nothing. Numbers the films that are new.
     *
     * @param storylines vectors of length 1: of the films that share most, those whose stories are alike come nearer. Films without are
     *     compared by what they share alone.
     */
    public void train(Collection<Movie> movies, Map<MovieId, float[]> storylines, FilmIndex index, NeighbourSink sink) {
        Map<Integer, Movie> byNumber = new TreeMap<>();
        for (Movie movie : movies) byNumber.put(index.number(movie.id()), movie);
        int[] numbers = byNumber.keySet().stream().mapToInt(Integer::intValue).toArray();
        Compressed byFilm = unitVectors(byNumber.values());
        Compressed byFeature = byFilm.transposed(columns(byFilm));
        float[][] stories = byNumber.values().stream()
                .map(movie -> storylines.getOrDefault(movie.id(), NO_STORY))
                .toArray(float[][]::new);
        Strongest near = new Strongest(storylines.isEmpty() ? keep : keep * COMPARED_BY_STORY);
        Strongest nearest = new Strongest(keep);
        int[] places = IntStream.range(0, numbers.length).toArray();
        Rows.stream(
                numbers,
                film -> {
                    double[] cosines = cosines(film, byFilm, byFeature);
                    if (stories[film].length == 0) return nearest.of(cosines, numbers);
                    return nearest.of(withStories(film, near.of(cosines, places), stories), numbers);
                },
                sink);
    }

    private static double[] withStories(int film, Neighbours near, float[][] stories) {
        double[] alike = new double[stories.length];
        for (int k = 0; k < near.size(); k++) {
            int other = near.films()[k];
            float[] story = stories[other];
            double shared = near.weights()[k];
            alike[other] = story.length == 0 ? shared : (1 - STORY) * shared + STORY * cosine(stories[film], story);
        }
        return alike;
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        for (int k = 0; k < a.length; k++) dot += a[k] * b[k];
        return Math.max(0, Math.min(1, dot));
    }

    private static double[] cosines(int film, Compressed byFilm, Compressed byFeature) {
        double[] cosines = new double[byFilm.lines()];
        for (int e = byFilm.start()[film]; e < byFilm.start()[film + 1]; e++) {
            int feature = byFilm.column()[e];
            double share = byFilm.value()[e];
            for (int p = byFeature.start()[feature]; p < byFeature.start()[feature + 1]; p++)
                cosines[byFeature.column()[p]] += share * byFeature.value()[p];
        }
        cosines[film] = 0;
        return cosines;
    }

    /** A line a film, a column a feature, lines of length 1; films without features have empty lines. */
    private Compressed unitVectors(Collection<Movie> movies) {
        Map<String, Integer> features = new HashMap<>();
        List<Double> kinds = new ArrayList<>();
        List<Set<Integer>> lines = new ArrayList<>();
        for (Movie movie : movies) {
            Set<Integer> line = new LinkedHashSet<>();
            eachFeature(movie, (name, weight) -> {
                int feature = features.computeIfAbsent(name, anew -> features.size());
                if (feature == kinds.size()) kinds.add(weight);
                line.add(feature);
            });
            lines.add(line);
        }
        return scaled(lines, kinds);
    }

    private void eachFeature(Movie movie, BiConsumer<String, Double> feature) {
        for (Facet facet : Facet.values()) {
            double weight = weights.getOrDefault(facet, 0.0);
            if (weight > 0) facet.of(movie).forEach(word -> feature.accept(facet + " " + word, weight));
        }
    }

    private static Compressed scaled(List<Set<Integer>> lines, List<Double> kinds) {
        int[] filmsWith = new int[kinds.size()];
        for (Set<Integer> line : lines) for (int feature : line) filmsWith[feature]++;
        int[] start = new int[lines.size() + 1];
        for (int l = 0; l < lines.size(); l++)
            start[l + 1] = start[l] + lines.get(l).size();
        int[] column = new int[start[lines.size()]];
        float[] value = new float[column.length];
        for (int l = 0; l < lines.size(); l++) {
            int[] sorted =
                    lines.get(l).stream().mapToInt(Integer::intValue).sorted().toArray();
            double[] weights = new double[sorted.length];
            double squares = 0;
            for (int i = 0; i < sorted.length; i++) {
                weights[i] = kinds.get(sorted[i]) * Math.log1p((double) lines.size() / filmsWith[sorted[i]]);
                squares += weights[i] * weights[i];
            }
            for (int i = 0; i < sorted.length; i++) {
                column[start[l] + i] = sorted[i];
                value[start[l] + i] = (float) (weights[i] / Math.sqrt(squares));
            }
        }
        return new Compressed(start, column, value);
    }

    private static int columns(Compressed lines) {
        int columns = 0;
        for (int column : lines.column()) columns = Math.max(columns, column + 1);
        return columns;
    }

    private static void notNegative(Facet facet, double weight) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("weight of " + facet + " must be 0 or more: " + weight);
    }
}
