package io.cineai.recommend;

import io.cineai.movie.FilmIndex;
import io.cineai.movie.FilmRows;
import io.cineai.movie.MovieId;
import io.cineai.movie.Neighbours;
import io.cineai.taste.TasteProfile.Opinion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Films whose stories are near to what a user liked, found among all films: more that may compete than the rows of the model name, and films
 * that are newer than it. How near such a film is to each liked film is known, so that its score has the same parts as any other, and its
 * reasons are as true.
 *
 * @param liked vectors of the films that the user liked, of length 1; a film without is absent
 * @param near vectors of the shortlist, likewise
 */
public record NearFilms(Map<MovieId, float[]> liked, Map<MovieId, float[]> near) {
    public static final NearFilms NONE = new NearFilms(Map.of(), Map.of());

    /**
     * The rows of these opinions, and in that of content similarity of each liked film also the films of the shortlist that it does not
     * name. Rows are cut to their strongest weights, so what they leave out is less like than the least that they name: it counts as that,
     * times the cosine.
     */
    List<FilmRows> joined(List<Opinion> opinions, List<FilmRows> rows, FilmIndex index) {
        if (near.isEmpty()) return rows;
        double least = least(rows);
        List<FilmRows> joined = new ArrayList<>(rows.size());
        for (int age = 0; age < rows.size(); age++) {
            FilmRows row = rows.get(age);
            MovieId film = opinions.get(age).movie();
            float[] vector = liked.get(film);
            joined.add(
                    vector == null
                            ? row
                            : new FilmRows(
                                    row.collaborative(), joined(row.content(), row(film, vector, least, index))));
        }
        return joined;
    }

    /** 1 where no row names anything: then stories are all that is known. */
    private static double least(List<FilmRows> rows) {
        double least = Double.POSITIVE_INFINITY;
        for (FilmRows row : rows)
            for (float weight : row.content().weights()) if (weight > 0) least = Math.min(least, weight);
        return least == Double.POSITIVE_INFINITY ? 1 : least;
    }

    private Neighbours row(MovieId film, float[] vector, double least, FilmIndex index) {
        int[] films = new int[near.size()];
        float[] weights = new float[near.size()];
        int count = 0;
        for (Map.Entry<MovieId, float[]> other : near.entrySet()) {
            double cosine = cosine(vector, other.getValue());
            if (cosine <= 0 || other.getKey().equals(film)) continue;
            films[count] = index.number(other.getKey());
            weights[count++] = (float) (least * cosine);
        }
        return new Neighbours(Arrays.copyOf(films, count), Arrays.copyOf(weights, count));
    }

    /** 0 for vectors of two models. */
    private static double cosine(float[] a, float[] b) {
        if (a.length != b.length) return 0;
        double cosine = 0;
        for (int k = 0; k < a.length; k++) cosine += (double) a[k] * b[k];
        return Math.min(1, cosine);
    }

    private static Neighbours joined(Neighbours row, Neighbours more) {
        Set<Integer> named = new HashSet<>();
        for (int film : row.films()) named.add(film);
        int[] films = Arrays.copyOf(row.films(), row.size() + more.size());
        float[] weights = Arrays.copyOf(row.weights(), films.length);
        int count = row.size();
        for (int k = 0; k < more.size(); k++) {
            if (named.contains(more.films()[k])) continue;
            films[count] = more.films()[k];
            weights[count++] = more.weights()[k];
        }
        return new Neighbours(Arrays.copyOf(films, count), Arrays.copyOf(weights, count));
    }
}
