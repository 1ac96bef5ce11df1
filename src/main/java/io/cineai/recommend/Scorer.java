package io.cineai.recommend;

import io.cineai.movie.FilmIndex;
import io.cineai.movie.MovieId;
import io.cineai.movie.Neighbours;
import io.cineai.taste.TasteProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Scores every film that some touched film points to: score(j) = Σ over touched films i of taste(i) · weight(i → j).
 * Source: Steck, WWW 2019 (EASE^R), with rows cut to their strongest weights.
 */
record Scorer(FilmIndex index, TasteProfile taste) {

    /** Scores by film number; 0 where nothing points. */
    double[] score(Map<MovieId, Neighbours> rows) {
        double[] scores = new double[index.size()];
        for (TasteProfile.Opinion opinion : taste.opinions()) {
            Neighbours row = rows.getOrDefault(opinion.movie(), Neighbours.NONE);
            double weight = opinion.weight();
            int[] films = row.films();
            float[] weights = row.weights();
            for (int k = 0; k < films.length; k++) scores[films[k]] += weight * weights[k];
        }
        return scores;
    }

    /** The best {@code count} films with a positive score that the user has not settled, best first; ties by film id. */
    List<Candidate> best(double[] scores, int count, Algorithm source) {
        double[] open = scores.clone();
        for (MovieId settled : taste.settled()) {
            int number = index.number(settled);
            if (number < open.length) open[number] = 0;
        }
        PriorityQueue<Integer> worstFirst = new PriorityQueue<>(count + 1, (a, b) -> -order(open, a, b));
        double least = Double.MIN_VALUE; // above 0; then what the worst of a full list has
        for (int film = 0; film < open.length; film++) {
            if (!(open[film] >= least)) continue;
            worstFirst.add(film);
            if (worstFirst.size() > count) worstFirst.poll();
            if (worstFirst.size() == count) least = open[worstFirst.peek()];
        }
        Integer[] sorted = worstFirst.toArray(Integer[]::new);
        Arrays.sort(sorted, (a, b) -> order(open, a, b));
        List<Candidate> best = new ArrayList<>(sorted.length);
        for (int film : sorted) best.add(new Candidate(index.film(film), source, open[film]));
        return best;
    }

    /** Numbers differ from process to process, ids do not: ties go by id, so that equal input gives an equal list. */
    private int order(double[] scores, int a, int b) {
        int byScore = Double.compare(scores[b], scores[a]);
        return byScore != 0 ? byScore : index.film(a).compareTo(index.film(b));
    }
}
