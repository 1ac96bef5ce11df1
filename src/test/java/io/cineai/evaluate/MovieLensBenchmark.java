package io.cineai.evaluate;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.evaluate.Bootstrap.Interval;
import io.cineai.ingest.MovieLensFolder;
import io.cineai.ingest.SourceFilm;
import io.cineai.ingest.SourceRating;
import io.cineai.movie.FilmIndex;
import io.cineai.movie.MovieId;
import io.cineai.movie.Neighbours;
import io.cineai.taste.Grading;
import io.cineai.taste.Signal;
import io.cineai.taste.TasteProfile;
import io.cineai.taste.UserId;
import io.cineai.train.Ease;
import io.cineai.train.Newcomers;
import io.cineai.train.SignalMatrix;
import io.cineai.train.TrainingReport;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the engine reaches on MovieLens, in memory: {@code ./mvnw -Pbenchmark verify -pl src}. The data are not part of this
 * project (GroupLens: non-commercial); where they are not found the benchmark is skipped.
 */
class MovieLensBenchmark {
    static final Path DATA = Path.of(System.getProperty("cineai.movielens", "../../shared/data/ml-latest-small"));
    private static final double DECAY = 2;
    private static final Map<UserId, List<Signal>> HISTORY = new LinkedHashMap<>();
    private static final Map<MovieId, List<String>> GENRES = new HashMap<>();

    @BeforeAll
    static void read() {
        skipWithoutData();
        MovieLensFolder folder = new MovieLensFolder(DATA);
        for (SourceFilm film : folder.films())
            GENRES.put(film.movie().id(), film.movie().genres());
        HISTORY.putAll(history(folder));
    }

    static void skipWithoutData() {
        boolean found = Files.isDirectory(DATA);
        if (!found) System.out.println("Skipped, no MovieLens at " + DATA + ": set -Dcineai.movielens=<folder>");
        Assumptions.assumeTrue(found);
    }

    static Map<UserId, List<Signal>> history(MovieLensFolder folder) {
        Map<UserId, List<Signal>> history = new LinkedHashMap<>();
        try (Stream<List<SourceRating>> batches = folder.ratings(1_000)) {
            batches.flatMap(List::stream)
                    .forEach(rating -> history.computeIfAbsent(rating.user(), user -> new ArrayList<>())
                            .add(rating.signal()));
        }
        return history;
    }

    @Test
    void protocolA() {
        Engine engine = new Engine(TemporalSplit.PROTOCOL_A.of(HISTORY));
        System.out.println(engine.describe());
        System.out.println(
                "| engine | R@10 | R@20 | R@50 | N@10 | N@100 | HR@10 | cov@10 | Gini | novelty | ILD@10 | KL |");

        Evaluation popular = engine.report("Popular", engine.lists(Grading.LIKES_ONLY, 0, engine::popular));
        Evaluation plain = engine.report("EASE, likes only", engine.ease(300, Grading.LIKES_ONLY, 0, 0));
        for (double lambda : new double[] {100, 200, 400, 600})
            engine.report("EASE, likes only, lambda " + lambda, engine.ease(lambda, Grading.LIKES_ONLY, 0, 0));
        engine.report("EASE, graded", engine.ease(300, Grading.GRADED, 0, 0));
        Evaluation graded = engine.report("EASE, graded, recent first", engine.ease(300, Grading.GRADED, DECAY, 0));
        for (double lambda : new double[] {100, 200, 400, 600})
            engine.report(
                    "EASE, graded, recent first, lambda " + lambda, engine.ease(lambda, Grading.GRADED, DECAY, 0));
        for (double weight : new double[] {1, 2, 4})
            engine.report(
                    "EASE, graded, recent first, genre rows " + weight,
                    engine.ease(300, Grading.GRADED, DECAY, weight));

        Interval gain = new Bootstrap(2_000, 0.95)
                .difference(
                        plain.each(user -> user.recall(20)),
                        graded.each(user -> user.recall(20)),
                        new SplittableRandom(42));
        System.out.println("Recall@20, graded and recent over plain: " + gain);
        assertAll(
                () -> assertEquals(0.1034, popular.mean(user -> user.recall(20)), 0.001, "the protocol is not A"),
                () -> assertEquals(0.1413, popular.mean(user -> user.ndcg(100)), 0.001, "the protocol is not A"),
                () -> assertTrue(plain.mean(user -> user.recall(20)) >= 0.192),
                () -> assertTrue(plain.mean(user -> user.ndcg(100)) >= 0.230),
                () -> assertTrue(graded.mean(user -> user.recall(20)) >= 0.203),
                () -> assertTrue(graded.mean(user -> user.ndcg(100)) >= 0.242));
    }

    @Test
    void trainingAllFilms() {
        Engine engine = new Engine(new Split(HISTORY, Map.of(), GENRES.keySet()));
        SignalMatrix matrix = engine.matrix(Grading.GRADED, 0);
        long[] weights = new long[1];
        Memory memory = Memory.watched();
        long start = System.nanoTime();

        TrainingReport report = Ease.DEFAULT.train(matrix, (film, neighbours) -> weights[0] += neighbours.size());

        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%s: %.1f s, peak heap %d MB (garbage included), %,d weights%n",
                report, seconds, memory.peakMegabytes(), weights[0]);
        assertEquals(9_724, report.learned());
        assertTrue(seconds <= 20, "took " + seconds + " s");
    }

    /** As little of a recommender as the measures need: sums of rows, no diversity, no content. */
    static final class Engine {
        private final Split split;
        private final FilmIndex index = new FilmIndex();
        private final Map<MovieId, Integer> fans = new HashMap<>();
        private final int candidates;

        Engine(Split split) {
            this.split = split;
            split.candidates().forEach(index::number);
            this.candidates = index.size();
            eachSignal((user, signal) -> {
                if (TemporalSplit.PROTOCOL_A.isLike(signal)) fans.merge(signal.movie(), 1, Integer::sum);
            });
        }

        String describe() {
            return "%d users, %d tested, %d candidates, %d train likes, %d test likes"
                    .formatted(
                            split.train().size(),
                            split.test().size(),
                            candidates,
                            fans.values().stream().mapToInt(Integer::intValue).sum(),
                            split.test().values().stream()
                                    .mapToInt(films -> films.size())
                                    .sum());
        }

        SignalMatrix matrix(Grading grading, double genreWeight) {
            SignalMatrix.Builder matrix = SignalMatrix.builder();
            eachSignal((user, signal) -> matrix.add(user, index.number(signal.movie()), grading.of(signal)));
            Map<String, Integer> rows = new HashMap<>();
            int users = split.train().size();
            if (genreWeight > 0)
                for (int film = 0; film < index.size(); film++)
                    for (String genre : GENRES.get(index.film(film)))
                        matrix.add(users + rows.computeIfAbsent(genre, anew -> rows.size()), film, genreWeight);
            return matrix.build();
        }

        Map<UserId, List<MovieId>> ease(double lambda, Grading grading, double decay, double genreWeight) {
            SignalMatrix matrix = matrix(grading, genreWeight);
            Neighbours[] rows = new Neighbours[index.size()];
            Arrays.fill(rows, Neighbours.NONE);
            new Ease(lambda, 400, Newcomers.NONE, 8_000).train(matrix, (film, neighbours) -> rows[film] = neighbours);
            return lists(grading, decay, profile -> scores(profile, rows));
        }

        double[] popular(TasteProfile anyone) {
            return IntStream.range(0, candidates)
                    .mapToDouble(film -> fans.getOrDefault(index.film(film), 0))
                    .toArray();
        }

        Map<UserId, List<MovieId>> lists(Grading grading, double decay, Function<TasteProfile, double[]> scorer) {
            Map<UserId, List<MovieId>> lists = new LinkedHashMap<>();
            split.queries().forEach((user, signals) -> {
                TasteProfile profile = TasteProfile.of(signals, grading, decay);
                double[] scores = scorer.apply(profile);
                lists.put(
                        user,
                        IntStream.range(0, candidates)
                                .boxed()
                                .filter(film -> !profile.settled().contains(index.film(film)))
                                .sorted(Comparator.<Integer>comparingDouble(film -> -scores[film]))
                                .limit(100)
                                .map(index::film)
                                .toList());
            });
            return lists;
        }

        Evaluation report(String name, Map<UserId, List<MovieId>> lists) {
            Evaluation accuracy = Evaluation.of(lists, split.test());
            Spread spread = new Spread(candidates, fans, split.train().size());
            Variety variety = new Variety(GENRES);
            System.out.printf(
                    "| %s | %.4f | %.4f | %.4f | %.4f | %.4f | %.3f | %.3f | %.3f | %.2f | %.3f | %.3f |%n",
                    name,
                    accuracy.mean(user -> user.recall(10)),
                    accuracy.mean(user -> user.recall(20)),
                    accuracy.mean(user -> user.recall(50)),
                    accuracy.mean(user -> user.ndcg(10)),
                    accuracy.mean(user -> user.ndcg(100)),
                    accuracy.mean(user -> user.hitRate(10)),
                    spread.coverage(lists.values(), 10),
                    spread.gini(lists.values(), 10),
                    spread.novelty(lists.values(), 10),
                    lists.values().stream()
                            .mapToDouble(list -> variety.distance(list, 10))
                            .average()
                            .orElseThrow(),
                    lists.entrySet().stream()
                            .mapToDouble(list -> variety.miscalibration(likes(list.getKey()), list.getValue(), 10))
                            .average()
                            .orElseThrow());
            return accuracy;
        }

        private List<MovieId> likes(UserId user) {
            return split.train().get(user).stream()
                    .filter(TemporalSplit.PROTOCOL_A::isLike)
                    .map(Signal::movie)
                    .toList();
        }

        private double[] scores(TasteProfile profile, Neighbours[] rows) {
            double[] scores = new double[index.size()];
            for (TasteProfile.Opinion opinion : profile.opinions()) {
                Neighbours row = rows[index.number(opinion.movie())];
                for (int i = 0; i < row.size(); i++) scores[row.films()[i]] += opinion.weight() * row.weights()[i];
            }
            return scores;
        }

        private void eachSignal(SignalOfUser action) {
            int user = 0;
            for (List<Signal> signals : split.train().values()) {
                for (Signal signal : signals) action.of(user, signal);
                user++;
            }
        }

        private interface SignalOfUser {
            void of(int user, Signal signal);
        }
    }

    /** Peak use of all heap pools since it began to watch; garbage not yet collected counts. */
    private record Memory(List<MemoryPoolMXBean> pools) {
        static Memory watched() {
            System.gc();
            List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .toList();
            heap.forEach(MemoryPoolMXBean::resetPeakUsage);
            return new Memory(heap);
        }

        long peakMegabytes() {
            return pools.stream()
                            .mapToLong(pool -> pool.getPeakUsage().getUsed())
                            .sum()
                    >> 20;
        }
    }
}
