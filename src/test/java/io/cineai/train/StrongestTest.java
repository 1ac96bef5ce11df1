package io.cineai.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.movie.Neighbours;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StrongestTest {
    @Test
    void whatASortWouldKeepIsKept() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            int keep = 1 + random.nextInt(12);
            // Tenths: many are alike, and some are nothing.
            double[] row = IntStream.range(0, random.nextInt(60))
                    .mapToDouble(place -> (random.nextInt(21) - 10) / 10.0)
                    .toArray();
            int[] numbers =
                    IntStream.range(0, row.length).map(place -> 7 + 3 * place).toArray();

            Neighbours strongest = new Strongest(keep).of(row, numbers);

            int[] places = IntStream.range(0, row.length)
                    .filter(place -> row[place] != 0)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer place) -> -Math.abs(row[place])))
                    .limit(keep)
                    .mapToInt(Integer::intValue)
                    .toArray();
            assertArrayEquals(
                    IntStream.of(places).map(place -> numbers[place]).toArray(), strongest.films(), "round " + round);
            for (int k = 0; k < places.length; k++)
                assertEquals((float) row[places[k]], strongest.weights()[k], "round " + round);
        }
    }
}
