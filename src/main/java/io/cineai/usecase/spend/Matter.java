package io.cineai.usecase.spend;

import io.cineai.budget.WorstCase;
import io.cineai.llm.LanguageModel;
import io.cineai.llm.Question;
import java.time.Duration;

/** What a model is to be asked about something that is claimed, alone or in a batch. */
public interface Matter {
    Claimed claimed();

    LanguageModel model();

    Account account();

    Question question();

    /** The most that one call can use and cost. batch: for less, and it is none of the calls of an hour. */
    WorstCase worst(Question question, boolean batch);

    /** How long the claim holds. */
    Duration lease();

    /** Answers before this turn that broke a rule. */
    int judged();
}
