package io.cineai.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.MovieId;
import io.cineai.taste.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MeasuresTest {

    @Nested
    class OfAccuracy {
        @Test
        void recallIsOverWhatWasPossible() {
            Accuracy accuracy = new Accuracy(films(1, 2, 3, 4), Set.copyOf(films(2, 4, 9)));

            assertEquals(0.5, accuracy.recall(2));
            assertEquals(2 / 3.0, accuracy.recall(20));
            assertEquals(1, accuracy.hitRate(2));
            assertEquals(0, accuracy.hitRate(1));
        }

        @Test
        void ndcgByHand() {
            Accuracy accuracy = new Accuracy(films(1, 2, 3), Set.copyOf(films(1, 3)));

            assertEquals((1 + 0.5) / (1 + Math.log(2) / Math.log(3)), accuracy.ndcg(3), 1e-12);
        }

        @Test
        void aPerfectListScoresOneAndNoListScoresNothing() {
            Accuracy perfect = new Accuracy(films(5, 6), Set.copyOf(films(5, 6)));
            Accuracy none = new Accuracy(List.of(), Set.copyOf(films(5, 6)));

            for (int k : new int[] {1, 2, 10}) {
                assertEquals(1, perfect.recall(k));
                assertEquals(1, perfect.ndcg(k), 1e-12);
                assertEquals(0, none.recall(k) + none.ndcg(k) + none.hitRate(k));
            }
        }

        @Test
        void everyMeasureStaysBetweenZeroAndOne() {
            Random random = new Random(6);
            for (int round = 0; round < 300; round++) {
                List<MovieId> list = films(
                        random.ints(1 + random.nextInt(30), 0, 40).distinct().toArray());
                Accuracy accuracy = new Accuracy(
                        list, Set.copyOf(films(random.ints(5, 0, 40).distinct().toArray())));
                int k = 1 + random.nextInt(40);
                for (double value : new double[] {accuracy.recall(k), accuracy.ndcg(k), accuracy.hitRate(k)})
                    assertTrue(value >= 0 && value <= 1 + 1e-12, "k " + k + ": " + value);
            }
        }

        @Test
        void aUserWithoutAListCountsAsZero() {
            UserId anna = new UserId(new UUID(1, 1));
            UserId ben = new UserId(new UUID(1, 2));

            Evaluation evaluation = Evaluation.of(
                    Map.of(anna, films(1)), Map.of(anna, Set.copyOf(films(1)), ben, Set.copyOf(films(1))));

            assertEquals(0.5, evaluation.mean(user -> user.recall(10)));
        }

        @Test
        void nobodyTestedIsNoEvaluation() {
            assertThrows(IllegalArgumentException.class, () -> Evaluation.of(Map.of(), Map.of()));
            assertThrows(IllegalArgumentException.class, () -> new Accuracy(List.of(), Set.of()));
        }
    }

    @Nested
    class OfSpread {
        private final Spread spread = new Spread(4, Map.of(film(1), 8, film(2), 2), 8);

        @Test
        void coverageCountsFilmsShownWithinTheFirst() {
            assertEquals(0.5, spread.coverage(List.of(films(1, 3), films(2, 1)), 1));
            assertEquals(0.75, spread.coverage(List.of(films(1, 3), films(2, 1)), 2));
        }

        @Test
        void giniIsZeroForEvenAndNearOneForOneFilm() {
            assertEquals(0, spread.gini(List.of(films(1, 2), films(3, 4)), 2), 1e-12);
            assertEquals(0.75, spread.gini(List.of(films(1), films(1)), 2), 1e-12);
        }

        @Test
        void noveltyIsBitsOfSurprise() {
            assertEquals(0, spread.novelty(List.of(films(1)), 10));
            assertEquals(2, spread.novelty(List.of(films(2)), 10), 1e-12);
            assertEquals(3, spread.novelty(List.of(films(3)), 10), 1e-12, "without fans counts as one");
        }
    }

    @Nested
    class OfVariety {
        private final Variety variety = new Variety(
                Map.of(film(1), List.of("Crime"), film(2), List.of("Crime", "Drama"), film(3), List.of("Comedy")));

        @Test
        void distanceIsTheMeanOverPairs() {
            assertEquals((0.5 + 1 + 1) / 3, variety.distance(films(1, 2, 3), 10), 1e-12);
            assertEquals(0.5, variety.distance(films(1, 2, 3), 2), 1e-12);
            assertEquals(0, variety.distance(films(1), 10));
            assertEquals(1, variety.distance(films(8, 9), 10), "films without traits are like no other");
        }

        @Test
        void theSameMixIsCalibrated() {
            assertEquals(0, variety.miscalibration(films(1, 3), films(3, 1), 10), 1e-12);
        }

        @Test
        void aMissingGenreCostsFinitely() {
            assertEquals(Math.log(100), variety.miscalibration(films(1), films(3), 10), 1e-9);
        }
    }

    @Nested
    class OfTheBootstrap {
        private final Bootstrap bootstrap = new Bootstrap(1_000, 0.95);

        @Test
        void aClearDifferenceExcludesZero() {
            double[] before = IntStream.range(0, 200).mapToDouble(i -> i % 7).toArray();
            double[] after =
                    IntStream.range(0, 200).mapToDouble(i -> i % 7 + i % 3).toArray();

            Bootstrap.Interval gain = bootstrap.difference(before, after, new SplittableRandom(1));

            assertTrue(gain.excludesZero());
            assertTrue(gain.low() < gain.mean() && gain.mean() < gain.high());
            assertEquals(gain, bootstrap.difference(before, after, new SplittableRandom(1)));
        }

        @Test
        void noDifferenceIncludesZero() {
            double[] values = {1, 2, 3};

            assertFalse(bootstrap
                    .difference(values, values, new SplittableRandom(1))
                    .excludesZero());
        }

        @Test
        void arraysOfDifferentUsersAreRefused() {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> bootstrap.difference(new double[1], new double[2], new SplittableRandom(1)));
        }
    }

    private static List<MovieId> films(int... numbers) {
        List<MovieId> films = new ArrayList<>();
        for (int number : numbers) films.add(film(number));
        return films;
    }

    private static MovieId film(int number) {
        return new MovieId(new UUID(0, number));
    }
}
