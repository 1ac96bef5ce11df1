package io.cineai.usecase.wording;

import io.cineai.budget.ModelCard;
import io.cineai.llm.LanguageModel;
import io.cineai.llm.LlmConfig;
import io.cineai.llm.Question;
import io.cineai.opinion.OpinionRubric;
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
class Askings {
    private final BudgetStore budget;
    private final LlmConfig llm;
    private final Clock clock;

    Askings(BudgetStore budget, LlmConfig llm, Clock clock) {
        this.budget = budget;
        this.llm = llm;
        this.clock = clock;
    }

    /** What is asked: where histories may not go out, less. */
    OpinionRubric rubric() {
        return OpinionRubric.of(llm.shareUserText());
    }

    /** Fails with {@link IllegalStateException} where the model has no price. */
    Uni<Asking> of(UUID run, LanguageModel model) {
        return Uni.combine()
                .all()
                .unis(budget.card(model.id()), budget.prices(model.id()))
                .asTuple()
                .chain(known -> counted(rubric(), model, known.getItem1())
                        .map(counted -> new Asking(
                                run,
                                rubric(),
                                model,
                                known.getItem1(),
                                known.getItem2(),
                                counted,
                                llm.maxTokens(),
                                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))));
    }

    /** The prompt without a list, so that the worst case of one with a list is near to it. */
    private Uni<OptionalLong> counted(OpinionRubric rubric, LanguageModel model, ModelCard card) {
        return model.promptTokens(new Question(
                rubric.instructions(), Map.of(), rubric.schema(), llm.maxTokens(), card, Optional.empty()));
    }
}
