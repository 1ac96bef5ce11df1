package io.cineai.usecase.analysis;

import io.cineai.analyze.Rubric;
import io.cineai.analyze.Verdict;
import io.cineai.movie.Movie;
import io.cineai.store.analysis.AnalysisDocument;
import io.cineai.store.analysis.AnalysisStore;
import io.cineai.store.analysis.Claim;
import io.cineai.store.analysis.Recipe;
import io.cineai.store.orm.Booking;
import io.cineai.store.orm.ResultStore;
import io.cineai.usecase.spend.Claimed;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/** A film whose analysis is claimed. */
record ClaimedFilm(Recipe recipe, Movie film, Claim claim, AnalysisStore analyses, ResultStore results)
        implements Claimed {
    @Override
    public String item() {
        return film.id().toString();
    }

    @Override
    public String key() {
        return claim.key();
    }

    @Override
    public UUID token() {
        return claim.token();
    }

    @Override
    public Ruling judge(Object answer) {
        Verdict verdict = Rubric.of(recipe.kind()).judge(answer, film);
        if (verdict instanceof Verdict.Rejected rejected) return new Ruling.Bad(rejected.why());
        AnalysisDocument found =
                new AnalysisDocument(film, claim.key(), ((Verdict.Accepted) verdict).analysis(), recipe);
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
