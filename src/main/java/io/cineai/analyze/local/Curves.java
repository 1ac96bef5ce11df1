package io.cineai.analyze.local;

import io.cineai.movie.emotion.Arc;
import io.cineai.movie.emotion.ArousalCurve;
import io.cineai.movie.emotion.Ending;
import io.cineai.movie.emotion.ValenceCurve;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Draws the curve of a journey of which only arc, ending and strength are known. */
final class Curves {
    private static final int LAST = ValenceCurve.TENTHS - 1;
    private static final double FURTHEST = 0.95;

    /** From calm to climax in the ninth tenth, and a breath after it. Range 0 to 1. */
    private static final double[] BUILD_UP = {0.3, 0.2, 0.3, 0.4, 0.45, 0.5, 0.6, 0.8, 1, 0.4};

    static final double CLIMAX = 0.85;

    private Curves() {}

    /** @param depth how far fortunes swing, 0 to 1 */
    static ValenceCurve valence(Arc arc, Ending ending, double depth) {
        if (arc == Arc.UNKNOWN) return new ValenceCurve(Collections.nCopies(ValenceCurve.TENTHS, 0.0));
        double end = end(ending, arc, depth);
        double swing = 0.5 + 0.4 * depth;
        return switch (arc) {
            case RAGS_TO_RICHES -> through(end - 2 * swing, end - swing, end);
            case RICHES_TO_RAGS -> through(end + 1.6 * swing, end + swing, end);
            case MAN_IN_A_HOLE -> through(0.2, Math.min(0.1, end) - swing, end);
            case ICARUS -> through(-0.1, Math.max(0, end) + swing, end);
            case CINDERELLA -> through(-0.3, 0.5, Math.min(0, end) - swing, end);
            case OEDIPUS -> through(0.3, -0.5, Math.max(0, end) + swing, end);
            case UNKNOWN -> throw new IllegalStateException("an unknown arc was drawn above");
        };
    }

    /** Where an ending leaves one: both what it is and what came before have a say. */
    private static double end(Ending ending, Arc arc, double depth) {
        double rose = arc.moves().get(arc.moves().size() - 1) == ValenceCurve.Move.RISES ? 1 : -1;
        return switch (ending) {
            case HAPPY -> 0.5 + 0.15 * rose + 0.1 * depth;
            case SAD -> -0.45 + 0.1 * rose - 0.2 * depth;
            case BITTERSWEET -> 0.2 * rose;
            case AMBIGUOUS, UNKNOWN -> 0.05 + 0.2 * rose;
        };
    }

    /** Straight from height to height, each as far from the next; the last height is held for two tenths, for films close there. */
    private static ValenceCurve through(double... heights) {
        double stretch = (LAST - 1.0) / (heights.length - 1);
        return new ValenceCurve(IntStream.rangeClosed(0, LAST)
                .mapToObj(tenth -> height(heights, Math.min(heights.length - 1, tenth / stretch)))
                .toList());
    }

    private static double height(double[] heights, double at) {
        int before = (int) Math.min(at, heights.length - 2);
        double height = heights[before] + (at - before) * (heights[before + 1] - heights[before]);
        return Math.round(100 * Math.max(-FURTHEST, Math.min(FURTHEST, height))) / 100.0;
    }

    /** @param tension how stirring the film is, 0 to 1 */
    static ArousalCurve arousal(double tension) {
        List<Double> points = IntStream.rangeClosed(0, LAST)
                .mapToObj(tenth ->
                        Math.round(100 * (0.1 + 0.35 * tension + (0.15 + 0.4 * tension) * BUILD_UP[tenth])) / 100.0)
                .toList();
        return new ArousalCurve(points);
    }
}
