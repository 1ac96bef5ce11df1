package io.cineai.usecase.wording;

import io.cineai.budget.WorstCase;
import io.cineai.llm.LanguageModel;
import io.cineai.llm.Question;
import io.cineai.usecase.spend.Account;
import io.cineai.usecase.spend.Matter;
import java.time.Duration;

/** A list that a model is to be asked about. */
record ListMatter(Asking asking, ClaimedList claimed, Duration lease) implements Matter {
    @Override
    public LanguageModel model() {
        return asking.model();
    }

    @Override
    public Account account() {
        return asking.account();
    }

    @Override
    public Question question() {
        return asking.question(claimed.claim(), claimed.films());
    }

    @Override
    public WorstCase worst(Question question, boolean batch) {
        return asking.worst(question, batch);
    }

    @Override
    public int judged() {
        return claimed.claim().judged();
    }
}
