package io.cineai.query.match;

import io.cineai.movie.Portrait.Feel;
import io.cineai.movie.emotion.ValenceCurve;
import java.util.List;
import java.util.Optional;

/**
 * A whole emotional journey in numbers, all in 0 to 1.
 *
 * @param close how pleasant the end is
 * @param whole how pleasant it is over all
 */
record Felt(
        double joy,
        double trust,
        double fear,
        double surprise,
        double sadness,
        double disgust,
        double anger,
        double anticipation,
        double close,
        double whole,
        double intensity) {

    /** Empty where a part is missing: then nothing can be told, as in {@code cineai.mood_fits}. */
    static Optional<Felt> of(Feel feel) {
        List<Double> valence = feel.valence();
        Double intensity = feel.intensity();
        if (feel.emotions().isEmpty() || valence.size() != ValenceCurve.TENTHS || intensity == null)
            return Optional.empty();
        return Optional.of(new Felt(
                level(feel, "joy"),
                level(feel, "trust"),
                level(feel, "fear"),
                level(feel, "surprise"),
                level(feel, "sadness"),
                level(feel, "disgust"),
                level(feel, "anger"),
                level(feel, "anticipation"),
                (1 + mean(valence.subList(ValenceCurve.TENTHS - 2, ValenceCurve.TENTHS))) / 2,
                (1 + mean(valence)) / 2,
                intensity));
    }

    /** What hurts most. */
    double worst() {
        return Math.max(fear, Math.max(disgust, anger));
    }

    private static double level(Feel feel, String emotion) {
        return feel.emotions().getOrDefault(emotion, 0.0);
    }

    private static double mean(List<Double> points) {
        double sum = 0;
        for (double point : points) sum += point;
        return sum / points.size();
    }
}
