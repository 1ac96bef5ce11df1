package io.cineai.store.queue;

import org.jspecify.annotations.Nullable;

/** What a caller asked a list to be like; null: as configured. Travels in the queue, so that whoever claims the user honours it. */
public record Wish(
        @Nullable Integer limit,
        @Nullable String algorithm,
        @Nullable Double diversityFactor,
        @Nullable Boolean includeExplanations,
        boolean force) {
    public static final Wish NONE = new Wish(null, null, null, null, false);
}
