package io.cineai.recommend;

import io.cineai.evaluate.Evaluation;
import io.cineai.evaluate.Split;
import io.cineai.evaluate.TemporalSplit;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.recommend.Laboratory.Recipe;
import io.cineai.taste.UserId;
import io.cineai.train.Stretches;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HybridBenchmark {
    private static MovieLensFilms data;

    @BeforeAll
    static void read() {
        Optional<MovieLensFilms> found = MovieLensFilms.find();
        Assumptions.assumeTrue(found.isPresent());
        data = found.orElseThrow();
    }

    @Test
    void tuning() {
        Split outer = new TemporalSplit(4, 5, 0.4).of(data.history());
        Split split = TemporalSplit.PROTOCOL_A.of(outer.train());
        Map<MovieId, Movie> films = data.before(cuts(split));
        report("EASE", Recipe.EASE, split, films, Algorithm.COLLABORATIVE, 0);
        report("hybrid", Recipe.HYBRID, split, films, Algorithm.HYBRID, 0);
        report("collab", Recipe.HYBRID, split, films, Algorithm.COLLABORATIVE, 0);
        report("hybrid no stretches", Recipe.HYBRID.with(new Stretches(20, 0, 0)), split, films, Algorithm.HYBRID, 0);
    }

    private static void report(
            String name, Recipe recipe, Split split, Map<MovieId, Movie> films, Algorithm algorithm, double factor) {
        long start = System.nanoTime();
        Laboratory laboratory = new Laboratory(recipe, split.train(), films);
        long trained = System.nanoTime();
        Map<UserId, List<MovieId>> lists = laboratory.lists(split, new ListSettings(200, algorithm, factor, false));
        Evaluation e = Evaluation.of(lists, split.test());
        System.out.printf(
                "%-30s R20 %.4f N10 %.4f N100 %.4f  train %.1f s lists %.1f s%n",
                name,
                e.mean(u -> u.recall(20)),
                e.mean(u -> u.ndcg(10)),
                e.mean(u -> u.ndcg(100)),
                (trained - start) / 1e9,
                (System.nanoTime() - trained) / 1e9);
    }

    private static Map<UserId, Long> cuts(Split split) {
        Map<UserId, Long> cuts = new HashMap<>();
        split.train()
                .forEach((user, signals) -> cuts.put(
                        user,
                        signals.isEmpty()
                                ? 0L
                                : signals.get(signals.size() - 1).at().getEpochSecond()));
        return cuts;
    }
}
