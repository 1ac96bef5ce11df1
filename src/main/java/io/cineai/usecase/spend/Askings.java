package io.cineai.usecase.spend;

import io.cineai.budget.ModelCard;
import io.cineai.llm.LanguageModel;
import io.cineai.llm.LlmConfig;
import io.cineai.llm.Question;
import io.cineai.store.budget.BudgetStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Finds out what a run must know of its model before it asks. */
@ApplicationScoped
public class Askings {
    private final BudgetStore budget;
    private final LlmConfig llm;
    private final Clock clock;

    Askings(BudgetStore budget, LlmConfig llm, Clock clock) {
        this.budget = budget;
        this.llm = llm;
        this.clock = clock;
    }

    /** Fails with {@link IllegalStateException} where the model has no price. */
    public Uni<Asking> of(UUID run, LanguageModel model, Instructions instructions) {
        return Uni.combine()
                .all()
                .unis(budget.card(model.id()), budget.prices(model.id()))
                .asTuple()
                .chain(known -> counted(instructions, model, known.getItem1())
                        .map(counted -> new Asking(
                                run,
                                instructions,
                                model,
                                known.getItem1(),
                                known.getItem2(),
                                counted,
                                llm.maxTokens(),
                                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))));
    }

    /** The prompt without a document, so that the worst case of one with a document is near to it. */
    private Uni<OptionalLong> counted(Instructions instructions, LanguageModel model, ModelCard card) {
        return model.promptTokens(new Question(
                instructions.text(), Map.of(), instructions.schema(), llm.maxTokens(), card, Optional.empty()));
    }
}
