package io.cineai.recommend;

import io.cineai.movie.FilmIndex;
import io.cineai.movie.FilmRows;
import io.cineai.movie.MovieId;
import io.cineai.movie.Neighbours;
import io.cineai.taste.TasteProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Scores every film that some touched film points to: score(j) = Σ over touched films i of taste(i) · weight(i → j).
 * Source: Steck, WWW 2019 (EASE^R), with rows cut to their strongest weights.
 */
record Scorer(FilmIndex index, TasteProfile taste) {
    /** Scores are held for so many times as are asked for before the lower ones are thrown away. */
    private static final int ROOM = 3;

    /** Numbers differ from process to process, ids do not: ties go by id, so that equal input gives an equal list. */
    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingDouble(Candidate::relevance).reversed().thenComparing(Candidate::film);

    /**
     * Scores by film number; 0 where nothing points.
     *
     * @param rows one an opinion, in their order
     * @param model whose row it is that counts
     */
    double[] score(List<FilmRows> rows, Function<FilmRows, Neighbours> model) {
        double[] scores = new double[index.size()];
        List<TasteProfile.Opinion> opinions = taste.opinions();
        for (int age = 0; age < opinions.size(); age++) {
            Neighbours row = model.apply(rows.get(age));
            double weight = opinions.get(age).weight();
            int[] films = row.films();
            float[] weights = row.weights();
            for (int k = 0; k < films.length; k++) scores[films[k]] += weight * weights[k];
        }
        return scores;
    }

    /** The best {@code count} films, one or more, with a positive score that the user has not settled, best first; ties by film id. */
    List<Candidate> best(double[] scores, int count, Algorithm source) {
        double[] open = scores.clone();
        for (MovieId settled : taste.settled()) {
            int number = index.number(settled);
            if (number < open.length) open[number] = 0;
        }
        double least = atLeast(open, count);
        List<Candidate> best = new ArrayList<>(2 * count);
        for (int film = 0; film < open.length; film++)
            if (open[film] >= least) best.add(new Candidate(index.film(film), source, open[film]));
        best.sort(BEST_FIRST);
        return best.subList(0, Math.min(count, best.size()));
    }

    /** What the best {@code count} have at the least; above 0. */
    private static double atLeast(double[] scores, int count) {
        double[] held = new double[ROOM * count];
        int n = 0;
        double least = Double.MIN_VALUE;
        for (double score : scores) {
            if (!(score >= least)) continue;
            if (n == held.length) {
                Arrays.sort(held);
                System.arraycopy(held, n - count, held, 0, count);
                n = count;
                least = held[0];
                if (score < least) continue;
            }
            held[n++] = score;
        }
        Arrays.sort(held, 0, n);
        return n <= count ? Double.MIN_VALUE : held[n - count];
    }
}
