package io.cineai.evaluate;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The paired bootstrap over users: how far apart two ways of recommending are, and how sure that is.
 *
 * @param resamples 100 or more; 2,000 is usual
 * @param confidence in (0, 1), such as 0.95
 */
public record Bootstrap(int resamples, double confidence) {

    /**
     * The mean of one value a user, and the percentile interval around it.
     *
     * @param mean no unit beyond that of the values
     */
    public record Interval(double mean, double low, double high) {
        public boolean excludesZero() {
            return low > 0 || high < 0;
        }
    }

    public Bootstrap {
        if (resamples < 100) throw new IllegalArgumentException("resamples must be 100 or more: " + resamples);
        if (!(confidence > 0 && confidence < 1))
            throw new IllegalArgumentException("confidence must be in (0, 1): " + confidence);
    }

    /** Interval of the mean of {@code after - before}; both arrays hold the same users in the same order. */
    public Interval difference(double[] before, double[] after, RandomGenerator random) {
        if (before.length != after.length)
            throw new IllegalArgumentException(
                    "before and after differ in length: " + before.length + ", " + after.length);
        double[] differences = new double[before.length];
        for (int i = 0; i < differences.length; i++) differences[i] = after[i] - before[i];
        return mean(differences, random);
    }

    public Interval mean(double[] values, RandomGenerator random) {
        if (values.length == 0) throw new IllegalArgumentException("values must not be none");
        double[] means = new double[resamples];
        for (int r = 0; r < resamples; r++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) sum += values[random.nextInt(values.length)];
            means[r] = sum / values.length;
        }
        Arrays.sort(means);
        double tail = (1 - confidence) / 2;
        return new Interval(
                Arrays.stream(values).sum() / values.length,
                means[(int) Math.round(tail * (resamples - 1))],
                means[(int) Math.round((1 - tail) * (resamples - 1))]);
    }
}
