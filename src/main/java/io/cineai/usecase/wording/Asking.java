package io.cineai.usecase.wording;

import io.cineai.budget.ModelCard;
import io.cineai.budget.PriceList;
import io.cineai.budget.WorstCase;
import io.cineai.llm.LanguageModel;
import io.cineai.llm.Question;
import io.cineai.llm.Question.Correction;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.opinion.OpinionRubric;
import io.cineai.store.opinion.OpinionClaim;
import io.cineai.usecase.spend.Account;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What one run asks of one model.
 *
 * @param counted length in tokens of the prompt without a list, as the provider counts it; empty where it does not
 */
record Asking(
        UUID run,
        OpinionRubric rubric,
        LanguageModel model,
        ModelCard card,
        PriceList prices,
        OptionalLong counted,
        int maxTokens,
        LocalDate today) {
    static final String FEATURE = "list-opinions";

    /** After an answer that broke a rule the next is asked for with the reason, also by another worker on another day. */
    Question question(OpinionClaim claim, Map<MovieId, Movie> films) {
        Optional<Correction> correction =
                claim.complaint().filter(it -> claim.judged() > 0).map(why -> new Correction("", why));
        return new Question(
                rubric.instructions(),
                rubric.document(claim.brief(), films),
                rubric.schema(),
                Math.min(maxTokens, card.maxOutputTokens()),
                card,
                correction);
    }

    WorstCase worst(Question question, boolean batch) {
        return account().worst(question.mostPromptTokens(counted), question.maxTokens(), batch);
    }

    Account account() {
        return new Account(run, FEATURE, model.id(), rubric.version(), prices, today);
    }
}
