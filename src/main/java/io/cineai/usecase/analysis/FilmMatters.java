package io.cineai.usecase.analysis;

import io.cineai.analyze.AnalysisKind;
import io.cineai.movie.MovieId;
import io.cineai.store.analysis.AnalysisStore;
import io.cineai.store.analysis.Claim;
import io.cineai.store.analysis.WantedFilm;
import io.cineai.store.film.FilmStore;
import io.cineai.store.orm.ResultStore;
import io.cineai.usecase.batch.Feature;
import io.cineai.usecase.spend.Matter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Claims films. What somebody else got first is theirs: one question serves all who want it. */
@ApplicationScoped
class FilmMatters {
    private final AnalysisStore analyses;
    private final FilmStore films;
    private final ResultStore results;
    private final AnalysisConfig config;

    FilmMatters(AnalysisStore analyses, FilmStore films, ResultStore results, AnalysisConfig config) {
        this.analyses = analyses;
        this.films = films;
        this.results = results;
        this.config = config;
    }

    /** Those of these films that still want it and that nobody works on, in this order. */
    Uni<List<Matter>> of(Job job, List<MovieId> some) {
        return analyses.films(job.recipe(), some).chain(still -> still.isEmpty() ? nothing() : claimed(job, still));
    }

    /** The same, for who reads their answers in a batch. */
    Feature feature(AnalysisKind kind) {
        return new AnalysisFeature(kind, analyses, films, results);
    }

    private static Uni<List<Matter>> nothing() {
        return Uni.createFrom().item(List.of());
    }

    private Uni<List<Matter>> claimed(Job job, List<WantedFilm> wanted) {
        return analyses.claim(job.recipe(), wanted, config.lease()).map(claims -> matters(job, wanted, claims));
    }

    private List<Matter> matters(Job job, List<WantedFilm> wanted, Map<String, Claim> claims) {
        return wanted.stream()
                .filter(film -> claims.containsKey(film.key()))
                .map(film -> matter(job, film, claims.get(film.key())))
                .toList();
    }

    private Matter matter(Job job, WantedFilm wanted, Claim claim) {
        ClaimedFilm claimed = new ClaimedFilm(job.recipe(), wanted.film(), claim, analyses, results);
        return new FilmMatter(job, claimed, config.lease());
    }
}
