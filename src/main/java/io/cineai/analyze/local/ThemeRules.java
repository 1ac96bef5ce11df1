package io.cineai.analyze.local;

import io.cineai.movie.Level;
import io.cineai.movie.thematic.ThematicProfile.WeightedTheme;
import io.cineai.movie.thematic.Theme;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which themes a film has: those for which most is said, each further word for the same theme adding less than the one before. */
final class ThemeRules {
    private static final int LEAST = 3;
    private static final int MOST = 6;

    /** A theme that has less than this part of the first one's points is no theme of the film, but for the first three. */
    private static final double PART_OF_FIRST = 0.15;

    /** Of no theme is less said than this, unless nothing more is said of any. */
    private static final double NOTICED = 0.3;

    /** Points at which a weight is a half. */
    private static final double HALF = 2.5;

    private static final double MOUNTING = 1.7;
    private static final double WHERE_DENIED = 0.4;

    private ThemeRules() {}

    static List<WeightedTheme> themes(Findings findings) {
        Map<Theme, Double> points = points(findings);
        List<Theme> ranked = Stream.of(Theme.values())
                .filter(points::containsKey)
                .sorted(Comparator.comparingDouble((Theme theme) -> -points.get(theme)))
                .toList();
        double first = points.get(ranked.get(0));
        long noticed = ranked.stream()
                .filter(theme -> points.get(theme) >= Math.max(NOTICED, PART_OF_FIRST * first))
                .count();
        long some = ranked.stream()
                .filter(theme -> points.get(theme) >= NOTICED)
                .limit(LEAST)
                .count();
        return ranked.stream()
                .limit(Math.max(1, Math.min(MOST, Math.max(some, noticed))))
                .map(theme -> new WeightedTheme(theme, weight(points.get(theme))))
                .toList();
    }

    /** Of every theme of which something is said; range 0 to 1. */
    static Map<Theme, Double> weights(Findings findings) {
        Map<Theme, Double> weights = points(findings);
        weights.replaceAll((theme, points) -> weight(points).value());
        return weights;
    }

    private static Map<Theme, Double> points(Findings findings) {
        Map<Theme, Double> powers = new EnumMap<>(Theme.class);
        for (Finding it : findings.all())
            if (it.term() instanceof Theme theme && it.points() > 0)
                powers.merge(
                        theme, Math.pow(it.denied() ? WHERE_DENIED * it.points() : it.points(), MOUNTING), Double::sum);
        powers.replaceAll((theme, power) -> Math.pow(power, 1 / MOUNTING));
        return powers;
    }

    private static Level weight(double points) {
        return new Level(points / (points + HALF));
    }
}
