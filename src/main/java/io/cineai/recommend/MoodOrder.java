package io.cineai.recommend;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Orders a ready list anew for a mood: value = (1 − weight) · score + weight · fit. Films of which nobody knows how they feel count as
 * hardly fitting, so that they lead no list but that of films that fit even less; films of equal value keep their order.
 *
 * @param weight of the mood. Range 0 (the list as it is) to 1 (the mood alone).
 */
public record MoodOrder(double weight) {
    public static final MoodOrder DEFAULT = new MoodOrder(0.6);

    private static final double UNKNOWN = 0.25;

    public MoodOrder {
        if (!(weight >= 0 && weight <= 1)) throw new IllegalArgumentException("weight must be in [0, 1]: " + weight);
    }

    /** A film's place in the list from 0, its score and how it fits the mood, both in 0 to 1. */
    public record Listed(int place, double score, @Nullable Double fit) {}

    /** The places, best first. */
    public List<Integer> of(List<Listed> films) {
        return IntStream.range(0, films.size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -value(films.get(i)))
                        .thenComparing(i -> films.get(i).place()))
                .map(i -> films.get(i).place())
                .toList();
    }

    private double value(Listed film) {
        double fit = film.fit() == null ? UNKNOWN : film.fit();
        return (1 - weight) * film.score() + weight * fit;
    }
}
