package io.cineai.usecase.query;

import io.cineai.store.query.ParsingStore.Taken;
import io.cineai.usecase.Deadline;
import io.cineai.usecase.spend.Asking;
import io.cineai.usecase.spend.Ledger;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One run that asks.
 *
 * @param among only these queries; null: whichever are wanted
 * @param left how many queries it may still take up
 */
record Round(
        Asking asking,
        ClaimedQueries claims,
        Ledger ledger,
        Deadline deadline,
        @Nullable Collection<String> among,
        AtomicInteger left) {
    /** Takes up so many queries, or as many as it may; 0: no more. */
    int take(int most) {
        return Math.min(most, left.getAndUpdate(left -> Math.max(0, left - most)));
    }

    /** What was allowed and not there to take may be taken up later in this run, unless nothing is left. */
    void took(Taken taken, int allowed) {
        if (taken.over()) left.set(0);
        else left.addAndGet(allowed - taken.claims().size());
    }
}
