package io.cineai.store.budget;

import java.time.Instant;
import java.util.UUID;

/** What came of asking the budget. */
public sealed interface Reserved {
    /** The money is there, and ours until the lease ends. */
    record Granted(UUID reservation) implements Reserved {}

    /**
     * Not now.
     *
     * @param by which limit, or what the provider said
     * @param until when it may be otherwise
     */
    record Closed(String by, Instant until) implements Reserved {}
}
