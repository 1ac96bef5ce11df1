package io.cineai.usecase.query;

import io.cineai.budget.WorstCase;
import io.cineai.llm.LanguageModel;
import io.cineai.llm.Question;
import io.cineai.query.rubric.QueryRubric;
import io.cineai.store.query.QueryClaim;
import io.cineai.usecase.spend.Account;
import io.cineai.usecase.spend.Asking;
import io.cineai.usecase.spend.Matter;
import java.time.Duration;

/** A query that a model is to be asked about. */
record QueryMatter(Asking asking, ClaimedQuery claimed, Duration lease) implements Matter {
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
        QueryClaim claim = claimed.claim();
        QueryReader reader = claimed.of().reader();
        return asking.question(
                QueryRubric.document(claim.key(), reader.names().genres(), reader.thisYear()),
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
