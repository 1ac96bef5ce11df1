package io.cineai.llm;

import io.cineai.budget.ModelId;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/** One model of one provider. Nothing here is tried twice that may cost money: a call is one request. */
public interface LanguageModel {
    ModelId id();

    /** Where it is asked. */
    URI server();

    /** Asks, once. Never fails: whatever happened is a reply. */
    Uni<Reply> ask(Question question);

    /** Length of the prompt in tokens, counted by the provider, for free; empty where it does not count, or cannot be reached. */
    Uni<OptionalLong> promptTokens(Question question);

    /** Empty where the provider answers at once only. */
    Optional<Batches> batches();
}
