package io.cineai.budget;

import java.time.Duration;

/**
 * When a model that fails is left alone, by all workers: after so many failures in a row, for a time that doubles with each further one.
 *
 * @param failures in a row that open it. At least 1.
 * @param base the first wait
 * @param cap the longest wait
 */
public record BreakerPolicy(int failures, Duration base, Duration cap) {
    public BreakerPolicy {
        if (failures < 1) throw new IllegalArgumentException("failures must be 1 or more: " + failures);
        if (base.isNegative() || base.isZero()) throw new IllegalArgumentException("base must be positive: " + base);
        if (cap.compareTo(base) < 0) throw new IllegalArgumentException("cap must not be less than base: " + cap);
    }
}
