package io.cineai.evaluate;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import io.cineai.evaluate.Bootstrap.Interval;
import io.cineai.ingest.MovieLensFolder;
import io.cineai.movie.MovieId;
import io.cineai.taste.Grading;
import io.cineai.taste.UserId;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Our engine and others on one split and by one measure: {@code ./mvnw -B -Pbenchmark test -pl src -Dtest=PeersBenchmark} writes the
 * split to {@code src/target/peers} and measures every list that is there; the others, in {@code src/test/peers}, put theirs there.
 */
class PeersBenchmark {
    private static final SplitFiles FILES = new SplitFiles(Path.of("target", "peers"));
    private static final String POPULAR = "cineai-popular";
    private static final String PLAIN = "cineai-ease-likes-only";
    private static final String GRADED = "cineai-ease-graded";
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    @BeforeAll
    static void ours() {
        MovieLensBenchmark.skipWithoutData();
        MovieLensFolder folder = new MovieLensFolder(MovieLensBenchmark.DATA);
        MovieLensNumbers numbers = MovieLensNumbers.of(folder);
        Split cut = TemporalSplit.PROTOCOL_A.of(MovieLensBenchmark.history(folder));
        FILES.write(cut, numbers);
        // From the files, as everybody else: a slip in them would show in figures that are known.
        MovieLensBenchmark.Engine engine = new MovieLensBenchmark.Engine(FILES.read());
        System.out.println(engine.describe());
        write(POPULAR, numbers, () -> engine.lists(Grading.LIKES_ONLY, 0, engine::popular));
        write(PLAIN, numbers, () -> engine.ease(300, Grading.LIKES_ONLY, 0, 0));
        write(GRADED, numbers, () -> engine.ease(300, Grading.GRADED, 2, 0));
        assertEquals(cut, FILES.read());
    }

    @Test
    void everyListThatIsThere() {
        Map<String, Evaluation> found = measured();
        Evaluation popular = found.get(POPULAR);
        Evaluation plain = found.get(PLAIN);

        System.out.println(
                "| engine | Recall@20 | NDCG@100 | seconds | of CPU | Recall@20: likes only better by | graded |");
        found.forEach((engine, figures) -> System.out.printf(
                "| %s | %.4f | %.4f | %s | %s | %s |%n",
                engine,
                figures.mean(user -> user.recall(20)),
                figures.mean(user -> user.ndcg(100)),
                String.join(" | ", FILES.seconds(engine)),
                lead(plain, figures),
                lead(found.get(GRADED), figures)));

        assertAll(
                () -> assertEquals(0.1034, popular.mean(user -> user.recall(20)), 0.001, "the protocol is not A"),
                () -> assertEquals(0.1413, popular.mean(user -> user.ndcg(100)), 0.001, "the protocol is not A"),
                () -> assertTrue(plain.mean(user -> user.recall(20)) >= 0.192),
                () -> assertTrue(plain.mean(user -> user.ndcg(100)) >= 0.230));
    }

    private static String lead(Evaluation ours, Evaluation theirs) {
        Interval lead = new Bootstrap(2_000, 0.95)
                .difference(
                        theirs.each(user -> user.recall(20)),
                        ours.each(user -> user.recall(20)),
                        new SplittableRandom(42));
        return "%.3f (%.3f to %.3f)".formatted(lead.mean(), lead.low(), lead.high());
    }

    private static Map<String, Evaluation> measured() {
        Split split = FILES.read();
        Map<String, Evaluation> measured = new LinkedHashMap<>();
        for (String engine : FILES.engines())
            measured.put(engine, Evaluation.of(FILES.lists(engine, split), split.test()));
        return measured;
    }

    private static void write(String engine, MovieLensNumbers numbers, Supplier<Map<UserId, List<MovieId>>> lists) {
        long start = System.nanoTime();
        long startOfWork = PROCESS.getProcessCpuTime();
        Map<UserId, List<MovieId>> made = lists.get();
        double seconds = (System.nanoTime() - start) / 1e9;
        FILES.writeLists(engine, made, numbers, seconds, (PROCESS.getProcessCpuTime() - startOfWork) / 1e9);
    }
}
