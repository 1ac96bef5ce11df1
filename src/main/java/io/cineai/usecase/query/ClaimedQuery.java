package io.cineai.usecase.query;

import io.cineai.query.ParsedQuery;
import io.cineai.query.Quality;
import io.cineai.query.rubric.QueryRubric;
import io.cineai.query.rubric.Reading;
import io.cineai.store.orm.Booking;
import io.cineai.store.orm.ParsingResultStore.Chosen;
import io.cineai.store.query.QueryClaim;
import io.cineai.usecase.spend.Claimed;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/** A query that is claimed to be asked about. */
record ClaimedQuery(QueryClaim claim, ClaimedQueries of) implements Claimed {
    /** What somebody typed is not for logs. */
    @Override
    public String item() {
        return claim.token().toString();
    }

    @Override
    public String key() {
        return claim.token().toString();
    }

    @Override
    public UUID token() {
        return claim.token();
    }

    /** The better parse of the two is kept; at a tie the model's, which knows more than words. */
    @Override
    public Ruling judge(Object answer) {
        Reading reading = QueryRubric.judge(answer, of.reader().names());
        if (reading instanceof Reading.Rejected rejected) return new Ruling.Bad(rejected.why());
        Chosen chosen = better(((Reading.Accepted) reading).query());
        return new Ruling.Good(booking -> of.results().accept(booking, claim, chosen));
    }

    private Chosen better(ParsedQuery theirs) {
        ParsedQuery ours = of.reader().parse(claim.key());
        double ourQuality = Quality.of(ours, claim.key());
        double theirQuality = Quality.of(theirs, claim.key());
        return new Chosen(theirQuality >= ourQuality ? theirs : ours, ourQuality, theirQuality, of.keptFor());
    }

    @Override
    public Uni<Boolean> reject(Booking booking, String why, boolean handBack) {
        return of.results().reject(booking, claim, why, handBack);
    }

    @Override
    public Uni<Void> release(boolean giveBack, Optional<String> why) {
        return of.queries().release(claim, giveBack, why);
    }
}
