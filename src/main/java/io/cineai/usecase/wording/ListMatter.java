package io.cineai.usecase.wording;

import io.cineai.budget.WorstCase;
import io.cineai.llm.LanguageModel;
import io.cineai.llm.Question;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.opinion.Judged;
import io.cineai.store.opinion.OpinionClaim;
import io.cineai.store.opinion.OpinionStore;
import io.cineai.store.orm.Booking;
import io.cineai.store.orm.OpinionResultStore;
import io.cineai.usecase.spend.Account;
import io.cineai.usecase.spend.Matter;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * A list that is asked about.
 *
 * @param films facts of those that are still there
 * @param dropped hears how many sentences of a good answer were not fit to be shown
 */
record ListMatter(
        Asking asking,
        OpinionClaim claim,
        Map<MovieId, Movie> films,
        OpinionStore opinions,
        OpinionResultStore results,
        WordingConfig config,
        IntConsumer dropped)
        implements Matter {
    @Override
    public String item() {
        return claim.user().toString();
    }

    /** The hash of what is asked; it names no user. */
    @Override
    public String key() {
        return claim.key();
    }

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
        return asking.question(claim, films);
    }

    @Override
    public WorstCase worst(Question question) {
        return asking.worst(question);
    }

    @Override
    public Duration lease() {
        return config.lease();
    }

    @Override
    public int judged() {
        return claim.judged();
    }

    @Override
    public Ruling judge(Object answer) {
        Judged judged = asking.rubric().judge(answer, claim.brief(), films);
        if (judged instanceof Judged.Rejected rejected) return new Ruling.Bad(rejected.why());
        Judged.Accepted accepted = (Judged.Accepted) judged;
        dropped.accept(accepted.dropped());
        return new Ruling.Good(booking -> results.accept(booking, claim, accepted.opinion(), config.keptFor()));
    }

    @Override
    public Uni<Boolean> reject(Booking booking, String why, boolean handBack) {
        return results.reject(booking, claim, why, handBack);
    }

    @Override
    public Uni<Void> release(boolean giveBack, Optional<String> why) {
        return opinions.release(claim, giveBack, why);
    }
}
