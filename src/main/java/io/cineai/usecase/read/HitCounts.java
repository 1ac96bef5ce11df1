package io.cineai.usecase.read;

import io.cineai.query.QueryKey;
import io.cineai.store.query.QueryStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Counts which parses are used, and says it to the database every few seconds while there are searches: a row that is written at each search
 * would cost more than the search. What a process has not said when it ends is not counted.
 */
@ApplicationScoped
class HitCounts {
    private static final Logger LOG = Logger.getLogger(HitCounts.class);
    private static final Duration SAID_EVERY = Duration.ofSeconds(5);
    private static final int MOST = 1_000;

    private final QueryStore queries;
    private Map<QueryKey, Long> counted = new HashMap<>();
    private long saidAt = System.nanoTime();

    HitCounts(QueryStore queries) {
        this.queries = queries;
    }

    /** @param claims of whoever searches: one of them says it for all */
    void count(QueryKey key, String claims) {
        Map<QueryKey, Long> due = countedUntilDue(key);
        if (!due.isEmpty())
            queries.count(claims, due)
                    .subscribe()
                    .with(done -> {}, why -> LOG.warnf("hits of queries could not be counted: %s", why.getMessage()));
    }

    private synchronized Map<QueryKey, Long> countedUntilDue(QueryKey key) {
        counted.merge(key, 1L, Long::sum);
        boolean isDue = counted.size() >= MOST || System.nanoTime() - saidAt >= SAID_EVERY.toNanos();
        if (!isDue) return Map.of();
        Map<QueryKey, Long> due = counted;
        counted = new HashMap<>();
        saidAt = System.nanoTime();
        return due;
    }
}
