package io.cineai.budget;

import java.math.BigDecimal;

/** What is reserved before a call: the most that it can use and cost. calls: 1, or 0 for a request of a batch. */
public record WorstCase(int calls, long tokens, BigDecimal usd) {
    public WorstCase plus(WorstCase other) {
        return new WorstCase(calls + other.calls, tokens + other.tokens, usd.add(other.usd));
    }
}
