package io.cineai.budget;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a number of like calls will use and cost, by single calls and by batch.
 *
 * @param single what one single call uses; batched: what one request of a batch uses
 * @param learned whether that was seen in earlier calls, rather than guessed
 */
public record Expectation(long count, Usage single, Usage batched, boolean learned) {
    public Usage singleTotal() {
        return single.times(count);
    }

    public Usage batchedTotal() {
        return batched.times(count);
    }

    public BigDecimal singleUsd(PriceList prices, LocalDate on) {
        return prices.of(single, on, false).multiply(BigDecimal.valueOf(count));
    }

    public BigDecimal batchedUsd(PriceList prices, LocalDate on) {
        return prices.of(batched, on, true).multiply(BigDecimal.valueOf(count));
    }
}
