package io.cineai.train;

import java.util.ArrayList;
import java.util.List;

/**
 * What users did in one go, as further rows: films that follow each other in somebody's history go together more than films that are
 * years apart. Each row is a stretch of a user's opinions, and the next one begins in its middle.
 *
 * @param length opinions of a stretch, 2 or more
 * @param most stretches of one user, the latest
 * @param weight of an opinion in its stretch, beside 1 in its user's row. 0: no stretches teach.
 */
public record Stretches(int length, int most, double weight) {

    /** Chosen on a validation slice of ml-latest-small, see {@code HybridTuning}. */
    public static final Stretches DEFAULT = new Stretches(20, 3, 0.7);

    public Stretches {
        if (length < 2) throw new IllegalArgumentException("length must be 2 or more: " + length);
        if (most < 0) throw new IllegalArgumentException("most must be 0 or more: " + most);
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("weight must be 0 or more: " + weight);
    }

    /** One stretch: film numbers and what its user thinks of each. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, only read
    record Stretch(int[] films, float[] grades) {}

    /** The latest first; none of a history that is no longer than one stretch, which its user's row says already. */
    List<Stretch> of(int[] films, float[] grades) {
        List<Stretch> stretches = new ArrayList<>();
        if (weight == 0 || films.length <= length) return stretches;
        int step = length / 2;
        for (int from = films.length - length; from > -step && stretches.size() < most; from -= step)
            stretches.add(stretch(films, grades, Math.max(0, from), from + length));
        return stretches;
    }

    private static Stretch stretch(int[] films, float[] grades, int from, int to) {
        int[] some = new int[to - from];
        float[] said = new float[some.length];
        System.arraycopy(films, from, some, 0, some.length);
        System.arraycopy(grades, from, said, 0, said.length);
        return new Stretch(some, said);
    }
}
