package io.cineai.analyze.local;

import io.cineai.movie.Level;
import java.util.LinkedHashMap;
import java.util.Map;

/** How sure the rules may be of what they say. Measured on films that somebody labelled by hand: about as sure as they were right. */
final class Certainty {
    private static final double LEAST = 0.15;
    private static final double MOST = 0.75;

    private Certainty() {}

    /** Between what a rule that knows nothing may be and what one may be that knows a lot. */
    static Level of(double sure) {
        return new Level(Math.max(LEAST, Math.min(MOST, sure)));
    }

    /** Points, which are log odds, as shares of one, in their order. The temperature is 1 where they are well weighed, more where too bold. */
    static <T> Map<T, Double> shares(Map<T, Double> points, double temperature) {
        double most =
                points.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        Map<T, Double> shares = new LinkedHashMap<>();
        points.forEach((it, log) -> shares.put(it, Math.exp((log - most) / temperature)));
        double all = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        shares.replaceAll((it, odds) -> odds / all);
        return shares;
    }
}
