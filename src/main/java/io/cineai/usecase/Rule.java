package io.cineai.usecase;

import org.jspecify.annotations.Nullable;

/** Checks of what callers ask for. Messages begin with the field: the edge tells callers which one to mend. */
public final class Rule {
    private Rule() {}

    public static void within(String field, @Nullable Integer value, int min, int max) {
        if (value != null && (value < min || value > max))
            throw new IllegalArgumentException(field + " must be in [" + min + ", " + max + "]: " + value);
    }

    public static void within(String field, @Nullable Double value, int min, int max) {
        if (value != null && !(value >= min && value <= max))
            throw new IllegalArgumentException(field + " must be in [" + min + ", " + max + "]: " + value);
    }

    public static void positive(String field, @Nullable Integer value) {
        if (value != null && value < 1) throw new IllegalArgumentException(field + " must be 1 or more: " + value);
    }
}
