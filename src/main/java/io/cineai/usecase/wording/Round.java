package io.cineai.usecase.wording;

import io.cineai.taste.UserId;
import io.cineai.usecase.Deadline;
import io.cineai.usecase.spend.Allowance;
import io.cineai.usecase.spend.Asking;
import io.cineai.usecase.spend.Ledger;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One run that asks.
 *
 * @param only this user; empty: everybody who waits
 * @param allowed how many users it may still take up
 * @param dropped sentences of good answers that were not fit to be shown, so far
 */
record Round(
        Asking asking,
        Ledger ledger,
        Deadline deadline,
        Optional<UserId> only,
        Allowance allowed,
        AtomicInteger dropped) {
    Round(Asking asking, Deadline deadline, Optional<UserId> only, int most) {
        this(asking, new Ledger(), deadline, only, new Allowance(most), new AtomicInteger());
    }
}
