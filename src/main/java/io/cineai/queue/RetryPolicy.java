package io.cineai.queue;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a failed refresh is tried again: exponential back-off with jitter, base · 2^(attempt − 1) · [0.5, 1.5), at most the cap.
 *
 * @param maxAttempts after so many the refresh is dead until somebody revives it. At least 1.
 */
public record RetryPolicy(int maxAttempts, Duration base, Duration cap) {
    private static final int MAX_DOUBLINGS = 20;

    public RetryPolicy {
        if (maxAttempts < 1) throw new IllegalArgumentException("maxAttempts must be 1 or more: " + maxAttempts);
        if (base.isNegative() || base.isZero()) throw new IllegalArgumentException("base must be positive: " + base);
        if (cap.compareTo(base) < 0) throw new IllegalArgumentException("cap must not be less than base: " + cap);
    }

    public boolean exhausted(int attempts) {
        return attempts >= maxAttempts;
    }

    /** How long to wait after this many attempts (1 or more). */
    public Duration delayAfter(int attempts, RandomGenerator random) {
        long doubled = base.toMillis() << Math.min(Math.max(attempts - 1, 0), MAX_DOUBLINGS);
        long jittered = (long) (doubled * (0.5 + random.nextDouble()));
        return Duration.ofMillis(Math.min(jittered, cap.toMillis()));
    }
}
