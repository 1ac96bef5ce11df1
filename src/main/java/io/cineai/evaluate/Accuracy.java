package io.cineai.evaluate;

import io.cineai.movie.MovieId;
import java.util.List;
import java.util.Set;

/**
 * How much of what a user went on to like a list holds. Every measure is in [0, 1]; a list shorter than k counts as it is.
 *
 * @param list best first, no film twice
 * @param relevant the hidden likes, at least one
 */
public record Accuracy(List<MovieId> list, Set<MovieId> relevant) {
    public Accuracy {
        list = List.copyOf(list);
        relevant = Set.copyOf(relevant);
        if (relevant.isEmpty()) throw new IllegalArgumentException("relevant films must not be none");
    }

    /** Hits among the first k over min(k, relevant), so that 1 can be reached. Source: Liang et al., WWW 2018. */
    public double recall(int k) {
        return (double) hits(k) / Math.min(k, relevant.size());
    }

    /** Hits among the first k discounted by log2 of their place, over the best that was possible. */
    public double ndcg(int k) {
        double gain = 0;
        for (int i = 0; i < Math.min(k, list.size()); i++) if (relevant.contains(list.get(i))) gain += discount(i);
        double ideal = 0;
        for (int i = 0; i < Math.min(k, relevant.size()); i++) ideal += discount(i);
        return gain / ideal;
    }

    /** 1 where one of the first k is a hit. */
    public double hitRate(int k) {
        return hits(k) > 0 ? 1 : 0;
    }

    private long hits(int k) {
        if (k < 1) throw new IllegalArgumentException("k must be 1 or more: " + k);
        return list.stream().limit(k).filter(relevant::contains).count();
    }

    private static double discount(int place) {
        return Math.log(2) / Math.log(place + 2);
    }
}
