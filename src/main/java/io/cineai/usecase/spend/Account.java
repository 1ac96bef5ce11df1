package io.cineai.usecase.spend;

import io.cineai.budget.Call;
import io.cineai.budget.ModelId;
import io.cineai.budget.Outcome;
import io.cineai.budget.PriceList;
import io.cineai.budget.Usage;
import io.cineai.budget.WorstCase;
import io.cineai.llm.Receipt;
import io.cineai.store.orm.Batch;
import io.cineai.store.orm.Batch.Item;
import io.cineai.store.orm.Booking;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * On whose account calls go.
 *
 * @param feature what for: the function's name
 * @param version of what is asked
 * @param today prices change by the day
 */
public record Account(UUID run, String feature, ModelId model, String version, PriceList prices, LocalDate today) {
    /** The most that one call can use and cost. */
    public WorstCase worst(long prompt, long answer, boolean batch) {
        return new WorstCase(batch ? 0 : 1, prompt + answer, prices.worst(prompt, answer, today, batch));
    }

    /**
     * A call that was made on this reservation. Where the provider does not say what was used, it was all that was reserved.
     *
     * @param about what was asked about
     */
    public Booking booking(
            String about, WorstCase worst, UUID reservation, Outcome outcome, Optional<Usage> told, Receipt receipt) {
        return Booking.single(call(about, worst, false, outcome, told, receipt), reservation);
    }

    /** A question of a batch that was answered, on the reservation of the batch; likewise. */
    public Booking booking(Batch batch, Item item, Outcome outcome, Optional<Usage> told, Receipt receipt) {
        return new Booking(
                call(item.key(), item.reserved(), true, outcome, told, receipt),
                batch.reservation(),
                Optional.of(new Booking.OfBatch(batch.intent(), item.reserved())));
    }

    private Call call(
            String about, WorstCase worst, boolean batch, Outcome outcome, Optional<Usage> told, Receipt receipt) {
        Usage used = told.orElseGet(() -> new Usage(worst.tokens(), 0, 0, 0, 0, 0));
        BigDecimal usd = told.isPresent() ? prices.of(used, today, batch) : worst.usd();
        return new Call(
                run,
                feature,
                model,
                version,
                about,
                used,
                usd,
                outcome,
                receipt.httpStatus(),
                receipt.requestId(),
                receipt.latency());
    }
}
