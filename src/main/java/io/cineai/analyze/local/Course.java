package io.cineai.analyze.local;

import io.cineai.movie.emotion.Arc;
import io.cineai.movie.emotion.Ending;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** An arc and an ending, which are judged together: who falls all along seldom ends happily. */
record Course(Arc arc, Ending ending) {
    static final Course UNKNOWN = new Course(Arc.UNKNOWN, Ending.UNKNOWN);

    /**
     * The likeliest course and how likely its two halves are.
     *
     * @param sure mean of the likelihood of the arc, whatever the ending, and of the ending, whatever the arc
     */
    record Likeliest(Course course, double sure) {}

    static Likeliest of(Findings findings, double temperature) {
        if (!findings.speakOf(Arc.class) && !findings.speakOf(Ending.class)) return new Likeliest(UNKNOWN, 0);
        Map<Course, Double> points = new LinkedHashMap<>();
        for (Arc arc : Arc.values())
            for (Ending ending : Ending.values())
                if (arc != Arc.UNKNOWN && ending != Ending.UNKNOWN)
                    points.put(new Course(arc, ending), findings.of(arc) + findings.of(ending) + affinity(arc, ending));
        Course best = points.entrySet().stream()
                .max(Comparator.comparingDouble(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .orElse(UNKNOWN);
        return new Likeliest(best, best.sure(Certainty.shares(points, temperature)));
    }

    private double sure(Map<Course, Double> shares) {
        double sure = 0;
        for (Map.Entry<Course, Double> it : shares.entrySet()) {
            if (it.getKey().arc == arc) sure += it.getValue() / 2;
            if (it.getKey().ending == ending) sure += it.getValue() / 2;
        }
        return sure;
    }

    /** Log odds of meeting, over those of the two apart. */
    private static double affinity(Arc arc, Ending ending) {
        return switch (arc) {
            case MAN_IN_A_HOLE -> by(ending, 0.9, -2, 0.5, -0.3);
            case RICHES_TO_RAGS -> by(ending, -2.5, 0.8, -0.2, 0.5);
            case ICARUS -> by(ending, -2.2, 0.7, 0.5, 0);
            case CINDERELLA -> by(ending, 0.8, -2, 0.1, -1);
            case RAGS_TO_RICHES -> by(ending, 0.8, -2.5, -0.3, -0.6);
            case OEDIPUS -> by(ending, -2, 0.5, 0.1, 0.4);
            case UNKNOWN -> 0;
        };
    }

    private static double by(Ending ending, double happy, double sad, double bittersweet, double ambiguous) {
        return switch (ending) {
            case HAPPY -> happy;
            case SAD -> sad;
            case BITTERSWEET -> bittersweet;
            case AMBIGUOUS -> ambiguous;
            case UNKNOWN -> 0;
        };
    }
}
