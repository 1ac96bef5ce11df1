package io.cineai.usecase.spend;

import io.cineai.budget.ModelCard;
import io.cineai.budget.PriceList;
import io.cineai.budget.WorstCase;
import io.cineai.llm.LanguageModel;
import io.cineai.llm.Question;
import io.cineai.llm.Question.Correction;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What one run asks of one model.
 *
 * @param counted length in tokens of the prompt without a document, as the provider counts it; empty where it does not
 */
public record Asking(
        UUID run,
        Instructions instructions,
        LanguageModel model,
        ModelCard card,
        PriceList prices,
        OptionalLong counted,
        int maxTokens,
        LocalDate today) {
    /**
     * After an answer that broke a rule the next is asked for with the reason, also by another worker on another day.
     *
     * @param complaint the rule that the last answer broke; empty where none did
     */
    public Question question(Map<String, Object> document, Optional<String> complaint) {
        return new Question(
                instructions.text(),
                document,
                instructions.schema(),
                Math.min(maxTokens, card.maxOutputTokens()),
                card,
                complaint.map(why -> new Correction("", why)));
    }

    public WorstCase worst(Question question, boolean batch) {
        return account().worst(question.mostPromptTokens(counted), question.maxTokens(), batch);
    }

    public Account account() {
        return new Account(run, instructions.feature(), model.id(), instructions.version(), prices, today);
    }
}
