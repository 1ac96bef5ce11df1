package io.cineai.usecase.wording;

import io.cineai.budget.WorstCase;
import io.cineai.llm.LanguageModel;
import io.cineai.llm.Question;
import io.cineai.store.opinion.OpinionClaim;
import io.cineai.usecase.spend.Account;
import io.cineai.usecase.spend.Asking;
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
        OpinionClaim claim = claimed.claim();
        return asking.question(
                claimed.rubric().document(claim.brief(), claimed.films()),
                claim.complaint().filter(it -> claim.judged() > 0));
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
