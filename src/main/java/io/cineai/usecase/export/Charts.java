package io.cineai.usecase.export;

import io.cineai.export.Names;
import io.cineai.export.PublicList;
import io.cineai.export.PublicReason;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.recommend.Algorithm;
import io.cineai.recommend.Evidence;
import io.cineai.recommend.Evidence.PopularFilm;
import io.cineai.recommend.ListSettings;
import io.cineai.recommend.Recommended;
import io.cineai.recommend.Recommender;
import io.cineai.store.export.ExportStore;
import io.cineai.store.export.ExportStore.Keys;
import io.cineai.store.export.ExportStore.Label;
import io.cineai.store.film.FilmStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The lists that say what is liked most: of all films, of each genre, of each theme. */
@ApplicationScoped
class Charts {
    private final ExportStore store;
    private final FilmStore films;

    Charts(ExportStore store, FilmStore films) {
        this.store = store;
        this.films = films;
    }

    /** Films by popularity, as many as get a list of similar ones. */
    Uni<List<MovieId>> add(Export export) {
        Plan plan = export.plan();
        return store.popular(Math.max(plan.limit(), plan.movies()))
                .call(popular -> add(export, new Chart("popular", "Popular", popular, film -> PublicReason.popular())))
                .call(() -> genres(export))
                .call(() -> themes(export))
                .map(popular -> popular.subList(0, Math.min(plan.movies(), popular.size())));
    }

    /** One list to be made. films: best first. */
    private record Chart(String key, String name, List<MovieId> films, Function<Movie, PublicReason> why) {}

    private Uni<Void> genres(Export export) {
        Plan plan = export.plan();
        return store.genres()
                .map(labels -> Group.of("genre/", labels))
                .chain(group -> store.byGenre(group.keys(), plan.limit(), plan.leastFilms())
                        .map(lists -> group.charts(lists, PublicReason::popularIn)))
                .chain(charts -> addEach(export, charts));
    }

    private Uni<Void> themes(Export export) {
        Plan plan = export.plan();
        return store.themes()
                .map(labels -> Group.of("theme/", labels))
                .chain(group -> store.byTheme(group.keys(), plan.limit(), plan.leastFilms())
                        .map(lists -> group.charts(lists, PublicReason::onTheme)))
                .chain(charts -> addEach(export, charts));
    }

    /** Labels by the list that they belong to. names: of each list, the label of most films. */
    private record Group(Keys keys, Map<String, String> names) {
        static Group of(String kind, List<Label> mostFilmsFirst) {
            List<String> labels = new ArrayList<>();
            List<String> keys = new ArrayList<>();
            Map<String, String> names = new HashMap<>();
            for (Label label : mostFilmsFirst) {
                String key = kind + Names.slug(label.text());
                labels.add(label.text());
                keys.add(key);
                names.putIfAbsent(key, label.text().strip());
            }
            return new Group(new Keys(labels, keys), names);
        }

        List<Chart> charts(Map<String, List<MovieId>> lists, Function<String, PublicReason> why) {
            List<Chart> charts = new ArrayList<>();
            lists.forEach((key, ranked) -> {
                String name = names.get(key);
                PublicReason reason = why.apply(name);
                charts.add(new Chart(key, name, ranked, film -> reason));
            });
            return charts;
        }
    }

    private Uni<Void> addEach(Export export, List<Chart> charts) {
        return Multi.createFrom()
                .iterable(charts)
                .onItem()
                .transformToUniAndConcatenate(chart -> add(export, chart))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> add(Export export, Chart chart) {
        List<MovieId> first = chart.films()
                .subList(0, Math.min(export.plan().limit(), chart.films().size()));
        return films.films(first)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(known -> recommended(export.plan(), first, known))
                .invoke(list -> export.edition().add(new PublicList(chart.key(), chart.name(), list, chart.why())))
                .replaceWithVoid();
    }

    private static Recommended recommended(Plan plan, List<MovieId> ranked, Map<MovieId, Movie> known) {
        List<PopularFilm> popular =
                ranked.stream().map(film -> new PopularFilm(film, 0, List.of())).toList();
        Evidence evidence = Evidence.ofChart(popular);
        Recommender recommender = new Recommender(ListSettings.forEverybody(plan.limit(), Algorithm.POPULAR));
        return recommender.recommend(evidence, recommender.shortlist(evidence), known);
    }
}
