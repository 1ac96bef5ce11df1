package io.cineai.usecase.export;

import io.cineai.export.PublicList;
import io.cineai.export.PublicReason;
import io.cineai.movie.FilmRows;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.recommend.Algorithm;
import io.cineai.recommend.Evidence;
import io.cineai.recommend.ListSettings;
import io.cineai.recommend.Recommended;
import io.cineai.recommend.Recommender;
import io.cineai.recommend.Shortlist;
import io.cineai.store.export.ExportStore;
import io.cineai.store.film.FilmStore;
import io.cineai.store.model.ModelStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What goes with a film: the list of somebody who likes that one film and nothing else. Where the model knows nothing there is none. */
@ApplicationScoped
class SimilarFilms {
    private final ModelStore models;
    private final FilmStore films;
    private final ExportStore store;
    private final ExportConfig config;

    SimilarFilms(ModelStore models, FilmStore films, ExportStore store, ExportConfig config) {
        this.models = models;
        this.films = films;
        this.store = store;
        this.config = config;
    }

    Uni<Void> add(Export export, List<MovieId> popular) {
        return models.version()
                .chain(version -> version == 0 ? Uni.createFrom().voidItem() : pages(export, popular, version));
    }

    private Uni<Void> pages(Export export, List<MovieId> popular, long version) {
        return Multi.createFrom()
                .iterable(inPages(popular))
                .onItem()
                .transformToUniAndConcatenate(page -> page(export, page, version))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private List<List<MovieId>> inPages(List<MovieId> popular) {
        List<List<MovieId>> pages = new ArrayList<>();
        for (int from = 0; from < popular.size(); from += config.page())
            pages.add(popular.subList(from, Math.min(from + config.page(), popular.size())));
        return pages;
    }

    private Uni<Void> page(Export export, List<MovieId> page, long version) {
        if (export.isOver()) {
            export.leaves(Export.SIMILAR, page.size());
            return Uni.createFrom().voidItem();
        }
        return models.rows(page, version)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> drafts(export.plan(), page, rows))
                .chain(drafts -> known(drafts)
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .invoke(known -> drafts.forEach((film, draft) -> add(export, film, draft, known))))
                .replaceWithVoid();
    }

    /** What competes for one film's list. */
    private record Draft(Recommender recommender, Evidence evidence, Shortlist shortlist) {}

    private Map<MovieId, Draft> drafts(Plan plan, List<MovieId> page, List<FilmRows> rows) {
        Recommender recommender = new Recommender(ListSettings.forEverybody(plan.limit(), Algorithm.HYBRID));
        Map<MovieId, Draft> drafts = new LinkedHashMap<>();
        for (int place = 0; place < page.size(); place++) {
            MovieId film = page.get(place);
            Evidence evidence = Evidence.around(film, models.index(), rows.get(place));
            Shortlist shortlist = recommender.shortlist(evidence);
            if (!shortlist.films().isEmpty()) drafts.put(film, new Draft(recommender, evidence, shortlist));
        }
        return drafts;
    }

    /** Facts of all films of these lists, those left out that nobody but who brought them cares for. */
    private Uni<Map<MovieId, Movie>> known(Map<MovieId, Draft> drafts) {
        Set<MovieId> named = new HashSet<>(drafts.keySet());
        drafts.values().forEach(draft -> named.addAll(draft.shortlist().films()));
        return Uni.combine()
                .all()
                .unis(films.films(named), store.uncared(named))
                .with((facts, uncared) -> without(uncared, facts));
    }

    private static Map<MovieId, Movie> without(Set<MovieId> uncared, Map<MovieId, Movie> facts) {
        Map<MovieId, Movie> known = new HashMap<>(facts);
        known.keySet().removeAll(uncared);
        return known;
    }

    private static void add(Export export, MovieId film, Draft draft, Map<MovieId, Movie> known) {
        Movie like = known.get(film);
        if (like == null) return;
        Recommended list = draft.recommender().recommend(draft.evidence(), draft.shortlist(), known);
        if (list.films().isEmpty()) return;
        export.edition()
                .addSimilar(
                        film,
                        new PublicList(
                                "similar/" + film, like.title(), list, other -> PublicReason.similar(other, like)));
    }
}
