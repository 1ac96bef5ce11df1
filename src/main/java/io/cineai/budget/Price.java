package io.cineai.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/**
 * What a model's tokens cost: one row of {@code cineai.llm_prices}. USD for a million tokens.
 *
 * @param validFrom first day on which it holds
 * @param promptTokensFrom shortest prompt that it holds for; a longer prompt may have another price for all its tokens
 * @param batchFactor what a batch pays of it, 0 to 1
 */
public record Price(
        LocalDate validFrom,
        long promptTokensFrom,
        BigDecimal input,
        BigDecimal output,
        BigDecimal cacheRead,
        BigDecimal cacheWrite,
        BigDecimal cacheWrite1h,
        BigDecimal batchFactor) {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final int DECIMALS = 8;

    /** What was used, in USD. */
    BigDecimal of(Usage usage, boolean batch) {
        BigDecimal sum = times(input, usage.input())
                .add(times(cacheRead, usage.cacheRead()))
                .add(times(cacheWrite, usage.cacheWrite()))
                .add(times(cacheWrite1h, usage.cacheWrite1h()))
                .add(times(output, usage.output()));
        return charged(sum, batch);
    }

    /** The most that so long a prompt and so long an answer can cost, however the provider's cache behaves. */
    BigDecimal worst(long prompt, long answer, boolean batch) {
        BigDecimal dearest = input.max(cacheRead).max(cacheWrite).max(cacheWrite1h);
        return charged(times(dearest, prompt).add(times(output, answer)), batch);
    }

    private BigDecimal charged(BigDecimal sum, boolean batch) {
        BigDecimal factor = batch ? batchFactor : BigDecimal.ONE;
        return sum.multiply(factor).divide(MILLION, DECIMALS, RoundingMode.UP);
    }

    private static BigDecimal times(BigDecimal rate, long tokens) {
        return rate.multiply(BigDecimal.valueOf(tokens));
    }
}
