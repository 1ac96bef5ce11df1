package io.cineai.usecase;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks of what callers ask for. Messages begin with the field: the edge tells callers which one to mend. */
public final class Rule {
    private static final int MOST_NAMED = 1_000;

    private Rule() {}

    public static void present(String field, @Nullable Object value) {
        if (value == null) throw new IllegalArgumentException(field + " must be there");
    }

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

    /** Ids of films, each once; null where none are asked for. Named are 1 to {@value #MOST_NAMED}. */
    public static @Nullable List<UUID> films(String field, @Nullable List<UUID> ids) {
        if (ids == null) return null;
        within(field, ids.size(), 1, MOST_NAMED);
        if (ids.stream().anyMatch(Objects::isNull))
            throw new IllegalArgumentException(field + " must be ids of films: null");
        return ids.stream().distinct().toList();
    }
}
