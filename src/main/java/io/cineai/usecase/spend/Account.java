package io.cineai.usecase.spend;

import io.cineai.budget.Call;
import io.cineai.budget.ModelId;
import io.cineai.budget.Outcome;
import io.cineai.budget.PriceList;
import io.cineai.budget.Usage;
import io.cineai.budget.WorstCase;
import io.cineai.llm.Receipt;
import io.cineai.store.orm.Booking;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * On whose account single calls go.
 *
 * @param feature what for: the function's name
 * @param version of what is asked
 * @param today prices change by the day
 */
public record Account(UUID run, String feature, ModelId model, String version, PriceList prices, LocalDate today) {
    /** The most that one call can use and cost. */
    public WorstCase worst(long prompt, long answer) {
        return new WorstCase(1, prompt + answer, prices.worst(prompt, answer, today, false));
    }

    /**
     * A call that was made on this reservation. Where the provider does not say what was used, it was all that was reserved.
     *
     * @param about what was asked about
     */
    public Booking booking(
            String about, WorstCase worst, UUID reservation, Outcome outcome, Optional<Usage> told, Receipt receipt) {
        Usage used = told.orElseGet(() -> new Usage(worst.tokens(), 0, 0, 0, 0, 0));
        BigDecimal usd = told.isPresent() ? prices.of(used, today, false) : worst.usd();
        Call call = new Call(
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
        return Booking.single(call, reservation);
    }
}
