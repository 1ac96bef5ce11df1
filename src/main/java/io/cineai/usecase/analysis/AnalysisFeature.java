package io.cineai.usecase.analysis;

import io.cineai.analyze.AnalysisKind;
import io.cineai.movie.MovieId;
import io.cineai.store.analysis.AnalysisStore;
import io.cineai.store.analysis.Claim;
import io.cineai.store.analysis.Recipe;
import io.cineai.store.film.FilmStore;
import io.cineai.store.orm.Batch;
import io.cineai.store.orm.Batch.Errand;
import io.cineai.store.orm.ResultStore;
import io.cineai.store.orm.Waiting;
import io.cineai.usecase.batch.Feature;
import io.cineai.usecase.spend.Claimed;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/** One kind of analysis, asked for in batches. A batch is judged as what it was asked as, whatever is configured by now. */
record AnalysisFeature(AnalysisKind kind, AnalysisStore analyses, FilmStore films, ResultStore results)
        implements Feature {
    @Override
    public String name() {
        return kind.function();
    }

    @Override
    public Waiting waiting() {
        return Waiting.ANALYSES;
    }

    @Override
    public Uni<List<Claimed>> claimed(Batch batch) {
        return analyses.batched(batch.intent()).chain(claims -> claimed(batch.errand(), claims));
    }

    private Uni<List<Claimed>> claimed(Errand errand, Map<MovieId, Claim> claims) {
        Recipe recipe = new Recipe(kind, errand.model(), errand.version());
        return films.films(claims.keySet()).map(known -> known.values().stream()
                .<Claimed>map(film -> new ClaimedFilm(recipe, film, claims.get(film.id()), analyses, results))
                .toList());
    }
}
