package io.cineai.budget;

import java.util.Locale;

/** What became of a call: {@code llm_calls.outcome}. */
public enum Outcome {
    SUCCEEDED,
    /** The model would not answer. */
    REFUSED,
    /** The answer broke a rule, or was no answer. */
    MALFORMED,
    /** The answer was longer than it might be. */
    CUT_OFF,
    RATE_LIMITED,
    OVERLOADED,
    TIMED_OUT,
    /** The provider's own spending limit is reached. */
    OVER_BUDGET,
    FAILED,
    /** Its worker died; it may have been billed. */
    LOST;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
