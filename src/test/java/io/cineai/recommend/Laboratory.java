package io.cineai.recommend;

import io.cineai.evaluate.Split;
import io.cineai.movie.FilmIndex;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.movie.Neighbours;
import io.cineai.recommend.Evidence.PopularFilm;
import io.cineai.taste.Grading;
import io.cineai.taste.Signal;
import io.cineai.taste.TasteProfile;
import io.cineai.taste.UserId;
import io.cineai.testkit.Defaults;
import io.cineai.train.ContentNeighbours;
import io.cineai.train.Ease;
import io.cineai.train.FeatureRows;
import io.cineai.train.Lessons;
import io.cineai.train.Newcomers;
import io.cineai.train.SignalMatrix;
import io.cineai.train.Stretches;
import io.cineai.usecase.TrainConfig;
import io.cineai.usecase.list.RecommendConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The engine without a database: learns from the training part of a split, and makes lists as the functions do. */
final class Laboratory {
    private final Recipe recipe;
    private final Map<MovieId, Movie> films;
    private final FilmIndex index = new FilmIndex();
    private final Map<MovieId, Neighbours> rows = new HashMap<>();
    private final Map<MovieId, Neighbours> content = new HashMap<>();
    private final List<PopularFilm> popular;
    final Lessons lessons;

    /** How to learn, and how to listen. */
    record Recipe(
            Grading grading,
            double decay,
            double lambda,
            FeatureRows features,
            Stretches stretches,
            int keep,
            Newcomers newcomers,
            int room) {
        private static final TrainConfig TRAINING = Defaults.of(TrainConfig.class);

        /** As the functions do where nothing is configured. */
        static final Recipe HYBRID = new Recipe(
                Grading.GRADED,
                Defaults.of(RecommendConfig.class).recencyDecay(),
                300,
                FeatureRows.DEFAULT,
                Stretches.DEFAULT,
                TRAINING.keep(),
                Newcomers.DEFAULT,
                TRAINING.sideRows());

        /** The best plain recommender: likes and nothing else. */
        static final Recipe EASE = new Recipe(
                Grading.LIKES_ONLY,
                0,
                300,
                new FeatureRows(Map.of(), 1),
                Stretches.NONE,
                TRAINING.keep(),
                Newcomers.NONE,
                0);

        Recipe believing(double other) {
            return new Recipe(grading, decay, other, features, stretches, keep, newcomers, room);
        }

        Recipe with(FeatureRows other) {
            return new Recipe(grading, decay, lambda, other, stretches, keep, newcomers, room);
        }

        Recipe with(Stretches other) {
            return new Recipe(grading, decay, lambda, features, other, keep, newcomers, room);
        }

        Recipe with(Grading other) {
            return new Recipe(other, decay, lambda, features, stretches, keep, newcomers, room);
        }

        Recipe keeping(int other) {
            return new Recipe(grading, decay, lambda, features, stretches, other, newcomers, room);
        }

        Recipe fading(double other) {
            return new Recipe(grading, other, lambda, features, stretches, keep, newcomers, room);
        }
    }

    Laboratory(Recipe recipe, Map<UserId, List<Signal>> train, Map<MovieId, Movie> films) {
        this.recipe = recipe;
        this.films = films;
        films.keySet().forEach(index::number);
        lessons = new Lessons(recipe.features(), recipe.stretches(), recipe.room(), index);
        train.values()
                .forEach(signals -> lessons.user(
                        TasteProfile.of(signals, recipe.grading(), 0).opinions()));
        SignalMatrix matrix = lessons.with(films.values(), 8_000);
        new Ease(recipe.lambda(), recipe.keep(), recipe.newcomers(), 8_000)
                .train(matrix, (film, row) -> rows.put(index.film(film), row));
        ContentNeighbours.DEFAULT.train(films.values(), index, (film, row) -> content.put(index.film(film), row));
        popular = films.values().stream()
                .map(film -> new PopularFilm(film.id(), lessons.likes(index.number(film.id())), film.genres()))
                .sorted(Comparator.comparingInt(PopularFilm::likes).reversed().thenComparing(PopularFilm::film))
                .limit(5_000)
                .toList();
    }

    TasteProfile taste(List<Signal> signals) {
        return TasteProfile.of(signals, recipe.grading(), recipe.decay());
    }

    Evidence evidence(TasteProfile taste) {
        return Evidence.of(taste, index, rows, content, popular, Set.of());
    }

    Recommended list(List<Signal> signals, ListSettings settings) {
        Evidence evidence = evidence(taste(signals));
        Recommender recommender = new Recommender(settings);
        return recommender.recommend(evidence, recommender.shortlist(evidence), films);
    }

    /** What the hybrid's scores say of these films, whether or not they would compete; 0 where nothing does. */
    double[] scores(List<Signal> signals, List<MovieId> some) {
        Recommender recommender = new Recommender(new ListSettings(20, Algorithm.HYBRID, 0, false));
        double[] sum = recommender.shortlist(evidence(taste(signals))).scores().sum();
        return some.stream()
                .mapToDouble(film -> index.number(film) < sum.length ? sum[index.number(film)] : 0)
                .toArray();
    }

    /** Of every tested user the first hundred films that may be asked for, best first. */
    Map<UserId, List<MovieId>> lists(Split split, ListSettings settings) {
        return lists(split.queries(), split.candidates(), settings);
    }

    Map<UserId, List<MovieId>> lists(
            Map<UserId, List<Signal>> queries, Collection<MovieId> candidates, ListSettings settings) {
        Map<UserId, List<MovieId>> lists = new LinkedHashMap<>();
        List<Map.Entry<UserId, List<Signal>>> users = new ArrayList<>(queries.entrySet());
        List<List<MovieId>> made = users.parallelStream()
                .map(user -> list(user.getValue(), settings).films().stream()
                        .map(it -> it.movie().id())
                        .filter(candidates::contains)
                        .limit(100)
                        .toList())
                .toList();
        for (int k = 0; k < made.size(); k++) lists.put(users.get(k).getKey(), made.get(k));
        return lists;
    }
}
