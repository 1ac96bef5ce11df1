package io.cineai.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What users did after what, as further rows: from a stretch of a user's opinions the model learns to say the next ones. Source: Choi et
 * al., "Session-aware Linear Item-Item Models for Session-based Recommendation", WWW 2021 (SLIT).
 *
 * @param before opinions that are listened to, at the most, 1 or more
 * @param after opinions that are to be said from them, 1 or more
 * @param most stretches of one user, the latest; what is to be said from one of them is listened to in the one after
 * @param decay how much less the oldest opinion of a stretch speaks than the newest, as when a list is made: see
 *     {@link io.cineai.taste.TasteProfile}. 0 or more; 0: all alike
 */
public record Stretches(int before, int after, int most, double decay) {

    /** Chosen on validation slices of ml-latest-small, see {@code HybridTuning}. */
    public static final Stretches DEFAULT = new Stretches(40, 10, 3, 1);

    public static final Stretches NONE = new Stretches(1, 1, 0, 0);

    /** Of less nobody can tell what comes next. */
    private static final int LEAST_BEFORE = 5;

    public Stretches {
        if (before < 1) throw new IllegalArgumentException("before must be 1 or more: " + before);
        if (after < 1) throw new IllegalArgumentException("after must be 1 or more: " + after);
        if (most < 0) throw new IllegalArgumentException("most must be 0 or more: " + most);
        if (!(decay >= 0 && decay < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("decay must be 0 or more: " + decay);
    }

    /** Film numbers, oldest first, and how strongly each speaks. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, only read
    record Acts(int[] films, float[] weights) {}

    /** One stretch: what was, and what followed. */
    record Stretch(Acts before, Acts after) {}

    /** The latest first. */
    List<Stretch> of(int[] films, float[] grades) {
        List<Stretch> stretches = new ArrayList<>();
        for (int turn = films.length - after; turn >= LEAST_BEFORE && stretches.size() < most; turn -= after)
            stretches.add(new Stretch(
                    faded(films, grades, Math.max(0, turn - before), turn),
                    new Acts(
                            Arrays.copyOfRange(films, turn, turn + after),
                            Arrays.copyOfRange(grades, turn, turn + after))));
        return stretches;
    }

    private Acts faded(int[] films, float[] grades, int from, int to) {
        float[] weights = Arrays.copyOfRange(grades, from, to);
        for (int k = 0; k < weights.length; k++)
            weights[k] *= (float) Math.exp(-decay * (1 - (k + 1) / (double) weights.length));
        return new Acts(Arrays.copyOfRange(films, from, to), weights);
    }
}
