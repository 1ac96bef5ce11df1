package io.cineai.usecase.analysis;

import io.cineai.analyze.AnalysisKind;
import io.cineai.analyze.FilmDocument;
import io.cineai.analyze.Rubric;
import io.cineai.budget.BreakerPolicy;
import io.cineai.budget.ModelCard;
import io.cineai.budget.PriceList;
import io.cineai.budget.WorstCase;
import io.cineai.llm.LanguageModel;
import io.cineai.llm.Question;
import io.cineai.llm.Question.Correction;
import io.cineai.movie.Movie;
import io.cineai.store.analysis.Claim;
import io.cineai.store.analysis.Recipe;
import io.cineai.usecase.spend.Account;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What one run asks of one model.
 *
 * @param run the run
 * @param counted length in tokens of the prompt without a film, as the provider counts it; empty where it does not
 * @param today prices change by the day
 */
record Job(
        UUID run,
        Recipe recipe,
        LanguageModel model,
        ModelCard card,
        PriceList prices,
        OptionalLong counted,
        int maxTokens,
        BreakerPolicy breaker,
        LocalDate today) {
    AnalysisKind kind() {
        return recipe.kind();
    }

    Rubric rubric() {
        return Rubric.of(kind());
    }

    Question question(Movie film, Optional<Correction> correction) {
        return new Question(
                rubric().instructions(),
                FilmDocument.of(film),
                rubric().schema(),
                Math.min(maxTokens, card.maxOutputTokens()),
                card,
                correction);
    }

    /** After an answer that broke a rule the next is asked for with the reason, also by another worker on another day. */
    Question question(Movie film, Claim claim) {
        return question(film, claim.complaint().filter(it -> claim.judged() > 0).map(why -> new Correction("", why)));
    }

    /** The most that this question can use and cost. */
    WorstCase worst(Question question, boolean batch) {
        return account().worst(question.mostPromptTokens(counted), question.maxTokens(), batch);
    }

    /** On which its calls go. */
    Account account() {
        return new Account(run, kind().function(), recipe.model(), recipe.promptVersion(), prices, today);
    }
}
