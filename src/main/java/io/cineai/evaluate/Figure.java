package io.cineai.evaluate;

import io.cineai.evaluate.Bootstrap.Interval;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measured number.
 *
 * @param experiment under which conditions
 * @param algorithm what made the lists
 * @param metric what is measured, such as recall@20
 * @param low of its 95 % interval; null where it is no mean over users
 * @param high likewise
 * @param samples users it was measured with
 */
public record Figure(
        Mode mode,
        String experiment,
        String algorithm,
        String metric,
        double value,
        @Nullable Double low,
        @Nullable Double high,
        long samples) {

    /** Where numbers come from: signals that were hidden and are to be found, or what users made of what they were shown. */
    public enum Mode {
        OFFLINE,
        ONLINE;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Figure {
        if (!Double.isFinite(value))
            throw new IllegalArgumentException(metric + " of " + algorithm + " must be finite: " + value);
    }

    public static Figure of(
            Mode mode, String experiment, String algorithm, String metric, Interval interval, long users) {
        return new Figure(mode, experiment, algorithm, metric, interval.mean(), interval.low(), interval.high(), users);
    }
}
