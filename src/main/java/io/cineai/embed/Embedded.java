package io.cineai.embed;

import io.cineai.budget.Usage;
import io.cineai.llm.Receipt;
import io.cineai.llm.Reply;
import java.util.List;
import java.util.Optional;

/** What came back for some texts. */
public sealed interface Embedded {
    /**
     * One vector a text, in their order, each of length 1.
     *
     * @param usage empty where the provider did not say
     */
    record Vectors(List<float[]> vectors, Optional<Usage> usage, Receipt receipt) implements Embedded {}

    /** An answer that broke a rule and is billed all the same: not one vector a text, another length, a number that is none. */
    record Broken(Reply.Unusable why) implements Embedded {}

    /** No answer. */
    record Missing(Reply.Unavailable why) implements Embedded {}
}
