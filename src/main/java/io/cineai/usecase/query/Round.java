package io.cineai.usecase.query;

import io.cineai.store.query.ParsingStore.Taken;
import io.cineai.usecase.Deadline;
import io.cineai.usecase.spend.Allowance;
import io.cineai.usecase.spend.Asking;
import io.cineai.usecase.spend.Ledger;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * One run that asks.
 *
 * @param among only these queries; null: whichever are wanted
 * @param allowed how many queries it may still take up
 */
record Round(
        Asking asking,
        ClaimedQueries claims,
        Ledger ledger,
        Deadline deadline,
        @Nullable Collection<String> among,
        Allowance allowed) {
    /** What was asked for and not there to take may be taken up later in this run, unless nothing is left. */
    void took(Taken taken, int asked) {
        if (taken.over()) allowed.end();
        else allowed.giveBack(asked - taken.claims().size());
    }
}
