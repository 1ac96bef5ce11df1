package io.cineai.usecase.wording;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.opinion.Judged;
import io.cineai.opinion.OpinionRubric;
import io.cineai.store.opinion.OpinionClaim;
import io.cineai.store.orm.Booking;
import io.cineai.usecase.spend.Claimed;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntConsumer;

/**
 * A list whose opinion is claimed.
 *
 * @param films facts of those that are still there
 * @param dropped hears how many sentences of a good answer were not fit to be shown
 */
record ClaimedList(
        OpinionRubric rubric,
        OpinionClaim claim,
        Map<MovieId, Movie> films,
        ClaimedLists.Stores stores,
        IntConsumer dropped)
        implements Claimed {
    @Override
    public String item() {
        return claim.user().toString();
    }

    /** Not what is asked: two users may have the same list for the same reasons. */
    @Override
    public String key() {
        return claim.token().toString();
    }

    @Override
    public UUID token() {
        return claim.token();
    }

    @Override
    public Ruling judge(Object answer) {
        Judged judged = rubric.judge(answer, claim.brief(), films);
        if (judged instanceof Judged.Rejected rejected) return new Ruling.Bad(rejected.why());
        Judged.Accepted accepted = (Judged.Accepted) judged;
        dropped.accept(accepted.dropped());
        return new Ruling.Good(
                booking -> stores.results().accept(booking, claim, accepted.opinion(), stores.keptFor()));
    }

    @Override
    public Uni<Boolean> reject(Booking booking, String why, boolean handBack) {
        return stores.results().reject(booking, claim, why, handBack);
    }

    @Override
    public Uni<Void> release(boolean giveBack, Optional<String> why) {
        return stores.opinions().release(claim, giveBack, why);
    }
}
