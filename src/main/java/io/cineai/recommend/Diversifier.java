package io.cineai.recommend;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.recommend.likeness.FilmSimilarity;
import io.cineai.recommend.likeness.FilmTraits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Greedy maximal marginal relevance: each place goes to the film with the greatest
 * (1 − factor) · relevance − factor · (greatest similarity to what is already picked), relevance min-max normalised within the pool.
 * The first place is the most relevant film. Source: Carbonell and Goldstein, SIGIR 1998.
 *
 * @param factor range 0 (relevance only) to 1
 */
record Diversifier(double factor) {
    /** How many of the best films compete by marginal relevance; what comes after them stays in order of relevance. */
    static final int POOL = 100;

    /** @param candidates best first */
    List<Candidate> pick(List<Candidate> candidates, Map<MovieId, Movie> films, int size) {
        if (factor == 0 || candidates.size() < 3) return candidates.subList(0, Math.min(size, candidates.size()));
        List<Candidate> pool = candidates.subList(0, Math.min(POOL, candidates.size()));
        List<Candidate> picked = new ArrayList<>(reorder(pool, films, Math.min(size, pool.size())));
        for (int next = pool.size(); picked.size() < size && next < candidates.size(); next++)
            picked.add(candidates.get(next));
        return picked;
    }

    private List<Candidate> reorder(List<Candidate> pool, Map<MovieId, Movie> films, int size) {
        int n = pool.size();
        FilmTraits[] traits = pool.stream()
                .map(candidate -> FilmTraits.of(films.get(candidate.film())))
                .toArray(FilmTraits[]::new);
        double best = pool.get(0).relevance();
        double span = Math.max(best - pool.get(n - 1).relevance(), Double.MIN_NORMAL);
        double[] relevance = pool.stream()
                .mapToDouble(candidate -> 1 - (best - candidate.relevance()) / span)
                .toArray();
        double[] closest = new double[n];
        boolean[] taken = new boolean[n];
        List<Candidate> picked = new ArrayList<>(size);
        int next = 0;
        while (picked.size() < size) {
            taken[next] = true;
            picked.add(pool.get(next));
            int greatest = -1;
            double greatestWorth = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                if (taken[i]) continue;
                closest[i] = FilmSimilarity.atLeast(closest[i], traits[i], traits[next]);
                double worth = (1 - factor) * relevance[i] - factor * closest[i];
                if (worth > greatestWorth) {
                    greatestWorth = worth;
                    greatest = i;
                }
            }
            if (greatest < 0) break;
            next = greatest;
        }
        return picked;
    }
}
