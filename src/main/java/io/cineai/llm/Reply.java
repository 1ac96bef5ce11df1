package io.cineai.llm;

import io.cineai.budget.Outcome;
import io.cineai.budget.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What came back. */
public sealed interface Reply {
    Receipt receipt();

    /**
     * An answer that can be read, and judged.
     *
     * @param answer as plain maps, lists, texts and numbers
     * @param text as it came
     * @param usage empty where the provider did not say
     */
    record Answered(Object answer, String text, Optional<Usage> usage, Receipt receipt) implements Reply {}

    /**
     * An answer, billed, that is none: refused, cut off, not JSON.
     *
     * @param why in words that a model can act on
     */
    record Unusable(Outcome outcome, String why, String text, Optional<Usage> usage, Receipt receipt)
            implements Reply {}

    /**
     * No answer.
     *
     * @param why for people; holds nothing of the question and no secret
     * @param cooldown until when the provider wants to be left alone
     * @param mayBeBilled whether it may have been answered all the same
     */
    record Unavailable(
            Outcome outcome, Blame blame, String why, Optional<Wait> cooldown, boolean mayBeBilled, Receipt receipt)
            implements Reply {}

    /** Whose fault it is that there is no answer. */
    enum Blame {
        /** Asking the same later is right. */
        PROVIDER,
        /** This question may be at fault: it is asked again a few times only. */
        QUESTION,
        /** Key, model or account: a person must look. */
        SETUP
    }

    /** How long to leave a provider alone. */
    sealed interface Wait {
        /** This model, for so long. */
        record OfModel(Duration time) implements Wait {}

        /** All of the provider's models, until then: money. */
        record OfProvider(Instant until) implements Wait {}
    }
}
