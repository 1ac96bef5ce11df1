package io.cineai.store.health;

import java.time.Instant;
import java.util.Optional;

/**
 * What a service that asks a language model came to in the last hour.
 *
 * @param calls single calls; those of batches have no latency to speak of
 * @param errors of them, all that brought no answer that was kept
 * @param medianMs latency in milliseconds, empty where nothing was called
 * @param lookups films in fresh lists; hits: those with an unexpired analysis by the configured provider
 * @param waiting what the provider's breaker, its pause or a closed budget waits for
 */
public record ServiceHealth(
        long calls,
        long errors,
        Optional<Integer> medianMs,
        Optional<Integer> p95Ms,
        long lookups,
        long hits,
        Optional<Waiting> waiting) {
    private static final double DEGRADED_ERROR_RATE = 0.1;
    private static final double FAILED_ERROR_RATE = 0.9;
    private static final int ENOUGH_CALLS = 5;

    /**
     * @param why what the provider said, or what was wrong with it
     * @param broken the breaker is open: it failed too often
     */
    public record Waiting(Instant until, String why, boolean broken) {
        /** The kind of it alone: all may read what is published, and a provider's own words may name an account. */
        public String kind() {
            return why.replaceFirst(":.*$", "");
        }
    }

    public double errorRate() {
        return calls == 0 ? 0 : (double) errors / calls;
    }

    public double hitRate() {
        return lookups == 0 ? 0 : (double) hits / lookups;
    }

    /** healthy, degraded or failed. */
    public String status() {
        boolean enough = calls >= ENOUGH_CALLS;
        if (waiting.filter(Waiting::broken).isPresent() || (enough && errorRate() >= FAILED_ERROR_RATE))
            return "failed";
        if (waiting.isPresent() || (enough && errorRate() > DEGRADED_ERROR_RATE)) return "degraded";
        return "healthy";
    }
}
