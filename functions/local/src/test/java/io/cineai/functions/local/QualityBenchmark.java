package io.cineai.functions.local;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.evaluate.Evaluation;
import io.cineai.evaluate.Split;
import io.cineai.evaluate.TemporalSplit;
import io.cineai.movie.MovieId;
import io.cineai.taste.UserId;
import io.cineai.testkit.Session;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the lists in the database are worth: import, training and generation by the packaged process, rows read by JDBC. */
class QualityBenchmark {
    private static final Map<String, String> PLAIN = Map.of(
            "CINEAI_RECOMMEND_GRADED", "false",
            "CINEAI_RECOMMEND_RECENCY_DECAY", "0",
            "CINEAI_TRAIN_SIDE_ROWS", "0");

    private final MovieLensData data = MovieLensData.orSkip();
    private final Split split = TemporalSplit.PROTOCOL_A.of(data.history());

    @Test
    void listsFindWhatUsersGoOnToLike(@TempDir Path temp) throws Exception {
        Path train = data.withOnly(split.train(), temp.resolve("train"));
        System.out.println("| lists in the database, protocol A | users | R@20 | N@100 |");

        Evaluation graded;
        Evaluation popular;
        try (RunningLocal local = RunningLocal.on(train, temp.resolve("graded"), Map.of())) {
            graded = lists(local, "collaborative, graded, recent first", "collaborative", 0);
            popular = lists(local, "popular", "popular", 0);
            lists(local, "hybrid", "hybrid", 0);
            lists(local, "hybrid, diversity 0.4", "hybrid", 0.4);
        }
        Evaluation plain;
        try (RunningLocal local = RunningLocal.on(train, temp.resolve("plain"), PLAIN)) {
            plain = lists(local, "collaborative, likes only", "collaborative", 0);
        }

        assertAll(
                () -> assertAtLeast(0.203, recall(graded)),
                () -> assertAtLeast(0.242, ndcg(graded)),
                () -> assertAtLeast(0.192, recall(plain)),
                () -> assertAtLeast(0.230, ndcg(plain)),
                () -> assertEquals(0.1034, recall(popular), 0.001, "the protocol is not A"),
                () -> assertEquals(0.1413, ndcg(popular), 0.001, "the protocol is not A"));
    }

    private Evaluation lists(RunningLocal local, String name, String algorithm, double diversity) throws Exception {
        JsonObject report = local.post(
                "recommendation-job",
                new JsonObject()
                        .put("limit", 100)
                        .put("algorithm", algorithm)
                        .put("diversityFactor", diversity)
                        .put("includeExplanations", false));
        assertEquals(split.train().size(), report.getInteger("succeeded"), report::encode);
        Map<UserId, List<MovieId>> lists = new HashMap<>();
        try (Session database = local.database()) {
            for (String row : database.rows("select user_id, movie_id from recommendations order by user_id, rank")) {
                String[] ids = row.split(" ");
                lists.computeIfAbsent(new UserId(UUID.fromString(ids[0])), user -> new ArrayList<>())
                        .add(new MovieId(UUID.fromString(ids[1])));
            }
        }
        Evaluation accuracy = Evaluation.of(lists, split.test());
        System.out.printf("| %s | %d | %.4f | %.4f |%n", name, lists.size(), recall(accuracy), ndcg(accuracy));
        return accuracy;
    }

    private static double recall(Evaluation accuracy) {
        return accuracy.mean(user -> user.recall(20));
    }

    private static double ndcg(Evaluation accuracy) {
        return accuracy.mean(user -> user.ndcg(100));
    }

    private static void assertAtLeast(double floor, double value) {
        assertTrue(value >= floor, value + " is less than " + floor);
    }
}
