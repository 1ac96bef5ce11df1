package io.cineai.usecase.analysis;

import io.cineai.analyze.AnalysisKind;
import io.cineai.analyze.local.LocalAnalyst;
import io.cineai.budget.ModelId;
import io.cineai.movie.Analysis;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.store.analysis.AnalysisDocument;
import io.cineai.store.analysis.AnalysisStore;
import io.cineai.store.analysis.Recipe;
import io.cineai.store.analysis.WantedFilm;
import io.cineai.store.orm.ResultStore;
import io.cineai.usecase.Deadline;
import io.cineai.usecase.Stopping;
import io.cineai.usecase.Tally;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Analyses by rules and word lists: free, at once, and with nobody to wait for. */
@ApplicationScoped
class LocalAnalyses {
    private static final ModelId RULES = new ModelId("local", "rules");
    private static final int PAGE = 125;

    /** While one page is written the next is thought about. */
    private static final int AT_ONCE = 3;

    private final AnalysisStore analyses;
    private final ResultStore results;
    private final Stopping stopping;

    LocalAnalyses(AnalysisStore analyses, ResultStore results, Stopping stopping) {
        this.analyses = analyses;
        this.results = results;
        this.stopping = stopping;
    }

    static Recipe recipe(AnalysisKind kind) {
        return new Recipe(kind, RULES, LocalAnalyst.VERSION);
    }

    Uni<Tally> analyze(AnalysisKind kind, Deadline deadline, Optional<List<MovieId>> named, int limit) {
        return analyses.wanted(recipe(kind), named, limit).chain(wanted -> Multi.createFrom()
                .iterable(inPages(wanted))
                .onItem()
                .transformToUniAndConcatenate(page -> stopping.isAsked() || deadline.isPast()
                        ? Uni.createFrom().item(Tally.NOTHING)
                        : page(kind, page))
                .collect()
                .in(ArrayList<Tally>::new, List::add)
                .map(tallies -> tallies.stream().reduce(Tally.NOTHING, Tally::plus)));
    }

    private static List<List<MovieId>> inPages(List<MovieId> films) {
        List<List<MovieId>> pages = new ArrayList<>();
        for (int from = 0; from < films.size(); from += PAGE)
            pages.add(films.subList(from, Math.min(films.size(), from + PAGE)));
        return pages;
    }

    private Uni<Tally> page(AnalysisKind kind, List<MovieId> ids) {
        Recipe recipe = recipe(kind);
        return analyses.films(recipe, ids)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(films -> films.isEmpty()
                        ? Uni.createFrom().item(0L)
                        : results.acceptLocal(recipe, films, found(recipe, films)))
                .map(kept -> Tally.items(kept, 0, ids.size() - kept));
    }

    private static List<AnalysisDocument> found(Recipe recipe, List<WantedFilm> films) {
        return films.stream()
                .map(wanted -> new AnalysisDocument(
                        wanted.film(), wanted.key(), analysis(recipe.kind(), wanted.film()), recipe))
                .toList();
    }

    private static Analysis analysis(AnalysisKind kind, Movie film) {
        return switch (kind) {
            case STYLE -> Analyst.LOCAL.style(film);
            case THEMATIC -> Analyst.LOCAL.themes(film);
            case EMOTIONAL -> Analyst.LOCAL.journey(film);
        };
    }

    /** Its word lists are read when it is first asked. */
    private static final class Analyst {
        static final LocalAnalyst LOCAL = new LocalAnalyst();
    }
}
