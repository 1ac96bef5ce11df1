package io.cineai.usecase.batch;

import io.cineai.llm.Batches;
import io.cineai.usecase.Deadline;
import io.cineai.usecase.spend.Account;
import io.cineai.usecase.spend.Ledger;
import io.cineai.usecase.spend.Matter;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one run sends in batches.
 *
 * @param account of every question
 * @param next claims what is to be in the next batch, nothing where others were first; empty: there is no more
 */
public record Mailing(
        Feature feature,
        Account account,
        Batches service,
        Ledger ledger,
        Deadline deadline,
        Supplier<Uni<Optional<List<Matter>>>> next) {}
