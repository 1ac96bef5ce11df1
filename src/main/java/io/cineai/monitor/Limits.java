package io.cineai.monitor;

import java.time.Duration;
import java.util.Map;

/**
 * What is too much or too little.
 *
 * @param queueAge the longest that a user may wait after a change
 * @param backfillAge the longest that what was enqueued ahead of need may wait
 * @param missedAge the longest that a change may be only noted
 * @param listAge told in the text only: stale lists are counted by the store
 * @param rowsFall share of the rows in all whose loss within a day is told. Range 0 to 1.
 * @param hitRates target of each kind of analysis, 0 to 1
 * @param enoughLookups below so many a hit rate says nothing
 * @param failures of a function in a row that make it a failed service
 * @param lostRuns runs of a function whose process was lost in a day that make a crash loop
 * @param slowDatabase a database that answers slower is degraded
 */
public record Limits(
        Duration queueAge,
        Duration backfillAge,
        Duration missedAge,
        Duration listAge,
        double rowsFall,
        Map<String, Double> hitRates,
        long enoughLookups,
        int failures,
        int lostRuns,
        Duration slowDatabase) {
    public Limits {
        positive("queueAge", queueAge);
        positive("backfillAge", backfillAge);
        positive("missedAge", missedAge);
        positive("listAge", listAge);
        positive("slowDatabase", slowDatabase);
        if (!(rowsFall > 0 && rowsFall < 1))
            throw new IllegalArgumentException("rowsFall must be in (0, 1): " + rowsFall);
        hitRates.forEach((kind, target) -> {
            if (!(target >= 0 && target <= 1))
                throw new IllegalArgumentException("the hit rate of " + kind + " must be in [0, 1]: " + target);
        });
        if (enoughLookups < 1) throw new IllegalArgumentException("enoughLookups must be 1 or more: " + enoughLookups);
        if (failures < 1) throw new IllegalArgumentException("failures must be 1 or more: " + failures);
        if (lostRuns < 1) throw new IllegalArgumentException("lostRuns must be 1 or more: " + lostRuns);
        hitRates = Map.copyOf(hitRates);
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero())
            throw new IllegalArgumentException(name + " must be positive: " + value);
    }
}
