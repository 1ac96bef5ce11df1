package io.cineai.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShownScoreTest {
    @Test
    void theBestIsNearOneAndTheOthersKeepTheirDistance() {
        assertEquals(
                Stream.of("0.99", "0.65", "0.37").map(BigDecimal::new).toList(),
                ShownScore.of(List.of(10.0, 5.0, 0.0)));
        assertEquals(List.of(new BigDecimal("0.99")), ShownScore.of(List.of(7.0)));
        assertEquals(List.of(), ShownScore.of(List.of()));
    }

    @Test
    void theOrderByScoreIsTheListWhateverTheRelevances() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            for (int size = 1; size <= 200; size++) {
                holds(size, random::nextDouble);
                holds(size, () -> 0.5);
                holds(size, () -> random.nextInt(4));
                holds(size, () -> Math.exp(-20 * random.nextDouble()));
                holds(size, () -> random.nextInt(50) == 0 ? 1e300 : 1e-300);
                holds(size, random::nextGaussian);
            }
        }
    }

    @Test
    void diversityMovesFilmsNotScores() {
        List<Double> relevances = DoubleStream.of(9, 7, 4, 4, 1).boxed().toList();
        List<Double> moved = DoubleStream.of(9, 1, 4, 7, 4).boxed().toList();

        assertEquals(ShownScore.of(relevances), ShownScore.of(moved));
    }

    private static void holds(int size, DoubleSupplier relevance) {
        List<Double> relevances =
                DoubleStream.generate(relevance).limit(size).boxed().toList();

        List<BigDecimal> shown = ShownScore.of(relevances);

        assertEquals(size, shown.size());
        for (int place = 0; place < size; place++) {
            BigDecimal score = shown.get(place);
            assertEquals(2, score.scale());
            assertTrue(score.signum() >= 0 && score.compareTo(BigDecimal.ONE) <= 0, () -> "range: " + shown);
            if (place == 0) continue;
            int fall = shown.get(place - 1).compareTo(score);
            assertTrue(place < ShownScore.STRICT ? fall > 0 : fall >= 0, () -> "falls: " + shown);
        }
        assertEquals(Collections.max(shown), shown.get(0));
    }
}
