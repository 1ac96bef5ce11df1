package io.cineai.query;

import java.util.Optional;

/** From here to there, both included; empty is open. */
public record Range(Optional<Integer> from, Optional<Integer> to) {
    public static final Range ALL = new Range(Optional.empty(), Optional.empty());

    public Range {
        if (from.isPresent() && to.isPresent() && from.get() > to.get())
            throw new IllegalArgumentException("from must not be more than to: " + from.get() + " and " + to.get());
    }

    public boolean isAll() {
        return from.isEmpty() && to.isEmpty();
    }

    public boolean has(int value) {
        return from.map(least -> value >= least).orElse(true)
                && to.map(most -> value <= most).orElse(true);
    }
}
