package io.cineai.movie.emotion;

import java.util.List;

/** How stirring a film is in each tenth of its length. Ten points, each in 0 (calm) to 1 (breathless). */
public record ArousalCurve(List<Double> points) {
    public ArousalCurve {
        points = List.copyOf(points);
        if (points.size() != ValenceCurve.TENTHS)
            throw new IllegalArgumentException(
                    "arousal must have " + ValenceCurve.TENTHS + " points: " + points.size());
        for (double point : points)
            if (!(point >= 0 && point <= 1)) throw new IllegalArgumentException("arousal must be in [0, 1]: " + point);
    }
}
