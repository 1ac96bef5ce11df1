package io.cineai.usecase.analysis;

import io.cineai.analyze.AnalysisKind;
import io.cineai.analyze.Rubric;
import io.cineai.budget.ModelCard;
import io.cineai.budget.PriceList;
import io.cineai.llm.LanguageModel;
import io.cineai.llm.LlmConfig;
import io.cineai.llm.Question;
import io.cineai.store.analysis.Recipe;
import io.cineai.store.budget.BudgetStore;
import io.cineai.usecase.spend.SpendConfig;
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
class Jobs {
    private final BudgetStore budget;
    private final SpendConfig spending;
    private final LlmConfig llm;
    private final Clock clock;

    Jobs(BudgetStore budget, SpendConfig spending, LlmConfig llm, Clock clock) {
        this.budget = budget;
        this.spending = spending;
        this.llm = llm;
        this.clock = clock;
    }

    /** Fails with {@link IllegalStateException} where the model has no price. */
    Uni<Job> of(AnalysisKind kind, UUID run, LanguageModel model) {
        return Uni.combine()
                .all()
                .unis(budget.card(model.id()), budget.prices(model.id()))
                .asTuple()
                .chain(known -> counted(kind, model, known.getItem1())
                        .map(counted -> job(kind, run, model, known.getItem1(), known.getItem2(), counted)));
    }

    private Job job(
            AnalysisKind kind, UUID run, LanguageModel model, ModelCard card, PriceList prices, OptionalLong counted) {
        return new Job(
                run,
                new Recipe(kind, model.id(), Rubric.of(kind).version()),
                model,
                card,
                prices,
                counted,
                llm.maxTokens(),
                spending.breaker(),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    /** The prompt without a film, so that the worst case of one with a film is near to it. */
    private Uni<OptionalLong> counted(AnalysisKind kind, LanguageModel model, ModelCard card) {
        Rubric rubric = Rubric.of(kind);
        return model.promptTokens(new Question(
                rubric.instructions(), Map.of(), rubric.schema(), llm.maxTokens(), card, Optional.empty()));
    }
}
