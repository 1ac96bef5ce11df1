package io.cineai.recommend;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.taste.TasteProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the user's own mix of genres and themes: greedily, each place goes to the film with the greatest
 * (1 − factor) · mean relevance − factor · KL(p ‖ 0.99 q + 0.01 p), p the mix of what the user likes, q that of the list so far with the
 * film; relevance min-max normalised within the pool. Source: Steck, RecSys 2018.
 *
 * @param factor range 0 (relevance only) to 1
 */
record Calibrator(double factor, TasteProfile taste) {
    private static final double BLEND = 0.01;

    /** @param candidates best first */
    List<Candidate> pick(List<Candidate> candidates, Map<MovieId, Movie> films, int size) {
        Map<String, Integer> numbers = new HashMap<>();
        double[] wanted = wanted(films, numbers);
        int pool = Math.min(Diversifier.POOL, candidates.size());
        if (factor == 0 || numbers.isEmpty() || pool < 3)
            return candidates.subList(0, Math.min(size, candidates.size()));
        List<Candidate> competing = candidates.subList(0, pool);
        List<Candidate> picked =
                new ArrayList<>(new Greedy(competing, films, wanted, numbers).pick(Math.min(size, pool)));
        for (int next = pool; picked.size() < size && next < candidates.size(); next++)
            picked.add(candidates.get(next));
        return picked;
    }

    /** The mix of what the user likes: each film gives its words equal shares of its weight. */
    private double[] wanted(Map<MovieId, Movie> films, Map<String, Integer> numbers) {
        Map<Integer, Double> mix = new HashMap<>();
        double all = 0;
        for (TasteProfile.Opinion opinion : taste.opinions()) {
            Movie film = films.get(opinion.movie());
            if (!opinion.liked() || film == null) continue;
            List<String> words = wordsOf(film);
            if (words.isEmpty()) continue;
            all += opinion.weight();
            for (String word : words)
                mix.merge(
                        numbers.computeIfAbsent(word, anew -> numbers.size()),
                        opinion.weight() / words.size(),
                        Double::sum);
        }
        double[] wanted = new double[numbers.size()];
        for (Map.Entry<Integer, Double> part : mix.entrySet()) wanted[part.getKey()] = part.getValue() / all;
        return wanted;
    }

    private static List<String> wordsOf(Movie film) {
        List<String> words = new ArrayList<>(film.genres());
        film.portrait().subject().ifPresent(subject -> subject.themes().stream()
                .limit(2)
                .map(theme -> "theme " + theme)
                .forEach(words::add));
        return words;
    }

    private final class Greedy {
        private final List<Candidate> pool;
        private final int[][] words;
        private final double[] relevance;
        private final double[] wanted;
        private final double[] given;
        private final boolean[] taken;
        private double total;

        Greedy(List<Candidate> pool, Map<MovieId, Movie> films, double[] wanted, Map<String, Integer> numbers) {
            this.pool = pool;
            this.wanted = wanted;
            given = new double[wanted.length];
            taken = new boolean[pool.size()];
            words = new int[pool.size()][];
            relevance = new double[pool.size()];
            double best = pool.get(0).relevance();
            double span = Math.max(best - pool.get(pool.size() - 1).relevance(), Double.MIN_NORMAL);
            for (int k = 0; k < words.length; k++) {
                words[k] = wordsOf(films.get(pool.get(k).film())).stream()
                        .mapToInt(word -> numbers.getOrDefault(word, -1))
                        .toArray();
                relevance[k] = 1 - (best - pool.get(k).relevance()) / span;
            }
        }

        List<Candidate> pick(int size) {
            List<Candidate> picked = new ArrayList<>(size);
            while (picked.size() < size) {
                int next = best(picked.size() + 1);
                taken[next] = true;
                total += relevance[next];
                give(next, 1);
                picked.add(pool.get(next));
            }
            return picked;
        }

        private int best(int places) {
            int best = -1;
            double greatest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < taken.length; k++) {
                if (taken[k]) continue;
                give(k, 1);
                double worth = (1 - factor) * (total + relevance[k]) / places - factor * divergence(places);
                give(k, -1);
                if (worth > greatest) {
                    greatest = worth;
                    best = k;
                }
            }
            return best;
        }

        /** Words that the user's likes do not have dilute the mix all the same. */
        private void give(int film, int sign) {
            for (int word : words[film]) if (word >= 0) given[word] += sign / (double) words[film].length;
        }

        private double divergence(int places) {
            double sum = 0;
            for (int word = 0; word < wanted.length; word++) {
                double p = wanted[word];
                if (p > 0) sum += p * Math.log(p / ((1 - BLEND) * given[word] / places + BLEND * p));
            }
            return sum;
        }
    }
}
