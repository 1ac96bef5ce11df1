package io.cineai.testkit.anthropic;

import java.time.Duration;
import java.time.Instant;

/** An allowance that refills steadily: so many a minute, and no more than a minute's worth at once. */
final class TokenBucket {
    private final double aMinute;
    private double left;
    private Instant at;

    TokenBucket(double aMinute, Instant now) {
        this.aMinute = aMinute;
        this.left = aMinute;
        this.at = now;
    }

    /** How long until so much is there; zero: it is. */
    Duration waitFor(double amount, Instant now) {
        refill(now);
        return left >= amount ? Duration.ZERO : seconds((amount - left) / aMinute * 60);
    }

    /** Below zero, too: what was used was used. Less than zero gives back. */
    void take(double amount, Instant now) {
        refill(now);
        left = Math.min(aMinute, left - amount);
    }

    long remaining(Instant now) {
        refill(now);
        return (long) Math.max(0, left);
    }

    /** When all of it is back. */
    Instant reset(Instant now) {
        refill(now);
        return now.plus(seconds((aMinute - left) / aMinute * 60));
    }

    long limit() {
        return (long) aMinute;
    }

    private void refill(Instant now) {
        double passed = Math.max(0, Duration.between(at, now).toMillis() / 60_000.0);
        left = Math.min(aMinute, left + passed * aMinute);
        at = now;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) Math.ceil(seconds * 1000));
    }
}
