package io.cineai.usecase.analysis;

import io.cineai.analyze.Verdict;
import io.cineai.budget.WorstCase;
import io.cineai.llm.LanguageModel;
import io.cineai.llm.Question;
import io.cineai.store.analysis.AnalysisDocument;
import io.cineai.store.analysis.AnalysisStore;
import io.cineai.store.analysis.Claim;
import io.cineai.store.analysis.WantedFilm;
import io.cineai.store.orm.Booking;
import io.cineai.store.orm.ResultStore;
import io.cineai.usecase.spend.Account;
import io.cineai.usecase.spend.Matter;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;

/** A film whose analysis was claimed. */
record FilmMatter(Job job, WantedFilm wanted, Claim claim, Duration lease, AnalysisStore analyses, ResultStore results)
        implements Matter {
    @Override
    public String item() {
        return wanted.film().id().toString();
    }

    @Override
    public String key() {
        return wanted.key();
    }

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
        return job.question(wanted.film(), claim);
    }

    @Override
    public WorstCase worst(Question question) {
        return job.worst(question, false);
    }

    @Override
    public int judged() {
        return claim.judged();
    }

    @Override
    public Ruling judge(Object answer) {
        Verdict verdict = job.rubric().judge(answer, wanted.film());
        if (verdict instanceof Verdict.Rejected rejected) return new Ruling.Bad(rejected.why());
        AnalysisDocument found = new AnalysisDocument(
                wanted.film(), wanted.key(), ((Verdict.Accepted) verdict).analysis(), job.recipe());
        return new Ruling.Good(booking -> results.accept(booking, claim, found));
    }

    @Override
    public Uni<Boolean> reject(Booking booking, String why, boolean handBack) {
        return results.reject(booking, claim, why, handBack);
    }

    @Override
    public Uni<Void> release(boolean giveBack, Optional<String> why) {
        return analyses.release(claim, giveBack, why);
    }
}
