package io.cineai.usecase.analysis;

import io.cineai.budget.WorstCase;
import io.cineai.llm.LanguageModel;
import io.cineai.llm.Question;
import io.cineai.usecase.spend.Account;
import io.cineai.usecase.spend.Matter;
import java.time.Duration;

/** A film that a model is to be asked about. */
record FilmMatter(Job job, ClaimedFilm claimed, Duration lease) implements Matter {
    @Override
    public LanguageModel model() {
        return job.model();
    }

    @Override
    public Account account() {
        return job.account();
    }

    @Override
    public Question question() {
        return job.question(claimed.film(), claimed.claim());
    }

    @Override
    public WorstCase worst(Question question, boolean batch) {
        return job.worst(question, batch);
    }

    @Override
    public int judged() {
        return claimed.claim().judged();
    }
}
