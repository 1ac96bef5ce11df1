package io.cineai.recommend;

import io.cineai.evaluate.Evaluation;
import io.cineai.evaluate.Split;
import io.cineai.evaluate.TemporalSplit;
import io.cineai.movie.Facet;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.recommend.Laboratory.Recipe;
import io.cineai.taste.Grading;
import io.cineai.taste.Signal;
import io.cineai.taste.UserId;
import io.cineai.train.FeatureRows;
import io.cineai.train.FeatureRows.Lesson;
import io.cineai.train.Stretches;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * How the engine's parameters were chosen: {@code ./mvnw -Pbenchmark test -pl src -Dtest=HybridTuning}, some twenty minutes. Two
 * validation slices: the last fifth of the likes in the training part of the first and of the last cut of {@link HybridBenchmark}, whose
 * hidden likes are never looked at. Nothing is asserted: it prints a table to choose from.
 */
class HybridTuning {
    private static final Grading MEAN = new Grading(1, 0.3, -0.3, 0.5, -0.5, 0.1);

    private record Slice(Split split, Map<MovieId, Movie> films) {
        static Slice inside(MovieLensFilms data, double cut) {
            Map<UserId, List<Signal>> known =
                    new TemporalSplit(4, 5, cut).of(data.history()).train();
            Split split = TemporalSplit.PROTOCOL_A.of(known);
            return new Slice(split, data.before(HybridBenchmark.cuts(split)));
        }
    }

    @Test
    void choose() {
        Optional<MovieLensFilms> found = MovieLensFilms.find();
        Assumptions.assumeTrue(found.isPresent());
        List<Slice> slices = List.of(Slice.inside(found.get(), 0.2), Slice.inside(found.get(), 0.4));
        System.out.println("| recipe | R@20, N@10, N@100 of either slice | mean N@100 |");
        Recipe ours = Recipe.HYBRID;
        print("EASE, likes only", Recipe.EASE, slices);
        print("as it is", ours, slices);
        print("fair 0.3", ours.with(MEAN), slices);
        print("lambda 200", ours.believing(200), slices);
        print("lambda 400", ours.believing(400), slices);
        print("recency 1", ours.fading(1), slices);
        print("recency 2", ours.fading(2), slices);
        print("600 kept", ours.keeping(600), slices);
        print("1,000 kept", ours.keeping(1_000), slices);
        print("no stretches", ours.with(Stretches.NONE), slices);
        print("2 stretches", ours.with(new Stretches(40, 10, 2, 1)), slices);
        print("stretches of 20 + 10", ours.with(new Stretches(20, 10, 3, 1)), slices);
        print("stretches of 40 + 20", ours.with(new Stretches(40, 20, 3, 1)), slices);
        print("no features", ours.with(new FeatureRows(Map.of(), 1)), slices);
        print("features x 0.5", ours.with(times(0.5)), slices);
        print("features x 2", ours.with(times(2)), slices);
        print("no words", ours.with(without(Facet.WORD)), slices);
        print("no themes, style, arc", ours.with(without(Facet.THEME, Facet.STYLE, Facet.ARC)), slices);
    }

    private static void print(String name, Recipe recipe, List<Slice> slices) {
        List<String> figures = new ArrayList<>();
        double sum = 0;
        for (Slice slice : slices) {
            Laboratory laboratory = new Laboratory(recipe, slice.split().train(), slice.films());
            ListSettings settings = new ListSettings(ListSettings.MAX_SIZE, Algorithm.HYBRID, 0, false);
            Evaluation lists = Evaluation.of(
                    laboratory.lists(slice.split(), settings), slice.split().test());
            figures.add("%.4f %.4f %.4f"
                    .formatted(
                            lists.mean(user -> user.recall(20)),
                            lists.mean(user -> user.ndcg(10)),
                            lists.mean(user -> user.ndcg(100))));
            sum += lists.mean(user -> user.ndcg(100));
        }
        System.out.printf("| %-24s | %s | %.4f |%n", name, String.join(" | ", figures), sum / slices.size());
    }

    private static FeatureRows times(double factor) {
        Map<Facet, Lesson> facets = new EnumMap<>(Facet.class);
        FeatureRows.DEFAULT
                .facets()
                .forEach((facet, lesson) -> facets.put(facet, new Lesson(factor * lesson.weight(), lesson.least())));
        return new FeatureRows(facets, FeatureRows.DEFAULT.mostFilms());
    }

    private static FeatureRows without(Facet... some) {
        Map<Facet, Lesson> facets = new EnumMap<>(FeatureRows.DEFAULT.facets());
        List.of(some).forEach(facets::remove);
        return new FeatureRows(facets, FeatureRows.DEFAULT.mostFilms());
    }
}
