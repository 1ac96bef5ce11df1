package io.cineai.recommend;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.taste.TasteProfile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the user's own mix of genres and themes: greedily, each place goes to the film with the greatest
 * (1 − factor) · mean relevance − factor · KL(p ‖ 0.99 q + 0.01 p), p the mix of what the user likes, q that of the list so far with the
 * film; relevance min-max normalised within the pool. Source: Steck, RecSys 2018.
 *
 * @param factor range 0 (relevance only) to 1
 */
record Calibrator(double factor, TasteProfile taste) {
    private static final double BLEND = 0.01;
    private static final double ROUNDING = 1e-12;

    /** @param candidates best first */
    List<Candidate> pick(List<Candidate> candidates, Map<MovieId, Movie> films, int size) {
        Map<String, Integer> numbers = new HashMap<>();
        double[] wanted = wanted(films, numbers);
        int pool = Math.min(Diversifier.POOL, candidates.size());
        if (factor == 0 || wanted.length == 0 || pool < 3)
            return candidates.subList(0, Math.min(size, candidates.size()));
        List<Candidate> competing = candidates.subList(0, pool);
        List<Candidate> picked =
                new ArrayList<>(new Greedy(competing, films, wanted, numbers).pick(Math.min(size, pool)));
        for (int next = pool; picked.size() < size && next < candidates.size(); next++)
            picked.add(candidates.get(next));
        return picked;
    }

    /** The mix of what the user likes: each film gives its words equal shares of its weight. Empty where nothing is known. */
    private double[] wanted(Map<MovieId, Movie> films, Map<String, Integer> numbers) {
        List<Double> mix = new ArrayList<>();
        double all = 0;
        for (TasteProfile.Opinion opinion : taste.opinions()) {
            Movie film = films.get(opinion.movie());
            Collection<String> words = opinion.liked() && film != null ? wordsOf(film) : List.of();
            for (String word : words) {
                int number = numbers.computeIfAbsent(word, anew -> numbers.size());
                if (number == mix.size()) mix.add(0.0);
                mix.set(number, mix.get(number) + opinion.weight() / words.size());
            }
            if (!words.isEmpty()) all += opinion.weight();
        }
        double whole = all;
        return whole == 0
                ? new double[0]
                : mix.stream().mapToDouble(part -> part / whole).toArray();
    }

    /** Each once: its genres and the two themes that weigh most. */
    private static Set<String> wordsOf(Movie film) {
        Set<String> words = new LinkedHashSet<>(film.genres());
        film.portrait().subject().ifPresent(subject -> subject.themes().stream()
                .limit(2)
                .map(theme -> "theme " + theme)
                .forEach(words::add));
        return words;
    }

    /** A film changes only the parts of its own words: the divergence of all of them is summed once a place. */
    private final class Greedy {
        private final List<Candidate> pool;
        private final double[] wanted;
        /** Of each film the words that the user likes, by number. */
        private final int[][] words;
        /** What each film gives to each of its words: words that the user's likes do not have dilute the mix all the same. */
        private final double[] share;

        private final double[] relevance;
        private final double[] given;
        private final double[] parts;
        private final boolean[] taken;
        private double total;

        Greedy(List<Candidate> pool, Map<MovieId, Movie> films, double[] wanted, Map<String, Integer> numbers) {
            this.pool = pool;
            this.wanted = wanted;
            given = new double[wanted.length];
            parts = new double[wanted.length];
            taken = new boolean[pool.size()];
            words = new int[pool.size()][];
            share = new double[pool.size()];
            relevance = new double[pool.size()];
            double best = pool.get(0).relevance();
            double span = Math.max(best - pool.get(pool.size() - 1).relevance(), Double.MIN_NORMAL);
            for (int k = 0; k < words.length; k++) {
                Set<String> all = wordsOf(films.get(pool.get(k).film()));
                words[k] = all.stream()
                        .filter(numbers::containsKey)
                        .mapToInt(numbers::get)
                        .toArray();
                share[k] = 1.0 / Math.max(1, all.size());
                relevance[k] = 1 - (best - pool.get(k).relevance()) / span;
            }
        }

        List<Candidate> pick(int size) {
            List<Candidate> picked = new ArrayList<>(size);
            while (picked.size() < size) {
                int next = best(picked.size() + 1);
                taken[next] = true;
                total += relevance[next];
                for (int word : words[next]) given[word] += share[next];
                picked.add(pool.get(next));
            }
            return picked;
        }

        /** Of equally good films the most relevant one. */
        private int best(int places) {
            double divergence = 0;
            for (int word = 0; word < parts.length; word++) divergence += parts[word] = part(word, given[word], places);
            int best = -1;
            double greatest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < taken.length; k++) {
                if (taken[k]) continue;
                double with = divergence;
                for (int word : words[k]) with += part(word, given[word] + share[k], places) - parts[word];
                double worth = (1 - factor) * (total + relevance[k]) / places - factor * with;
                if (worth > greatest + ROUNDING) {
                    greatest = worth;
                    best = k;
                }
            }
            return best;
        }

        /** What one word adds to the divergence. */
        private double part(int word, double gives, int places) {
            double p = wanted[word];
            return p == 0 ? 0 : p * Math.log(p / ((1 - BLEND) * gives / places + BLEND * p));
        }
    }
}
