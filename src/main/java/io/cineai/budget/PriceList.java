package io.cineai.budget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** The prices of one model as they were and will be. In force is the latest that has begun, of those the one for the longest prompt. */
public record PriceList(ModelId model, List<Price> prices) {
    public PriceList {
        prices = List.copyOf(prices);
        if (prices.isEmpty())
            throw new IllegalArgumentException("model must have a price in cineai.llm_prices: " + model);
    }

    /** What a call cost, in USD. */
    public BigDecimal of(Usage usage, LocalDate on, boolean batch) {
        return inForce(on, usage.prompt()).of(usage, batch);
    }

    /** The most that a call can cost, in USD. */
    public BigDecimal worst(long prompt, long answer, LocalDate on, boolean batch) {
        return inForce(on, prompt).worst(prompt, answer, batch);
    }

    private Price inForce(LocalDate on, long prompt) {
        LocalDate newest = prices.stream()
                .map(Price::validFrom)
                .filter(from -> !from.isAfter(on))
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalStateException("model must have a price on " + on + ": " + model));
        return prices.stream()
                .filter(price -> price.validFrom().equals(newest) && price.promptTokensFrom() <= prompt)
                .max(Comparator.comparingLong(Price::promptTokensFrom))
                .orElseThrow(() -> new IllegalStateException("model must have a price for short prompts: " + model));
    }
}
