package io.cineai.train;

import io.cineai.movie.Neighbours;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Makes rows on all cores, a batch at a time, and hands them over in order: the output does not depend on the threads. */
final class Rows {
    private static final int BATCH = 256;

    private Rows() {}

    /** Row i goes out as the row of film {@code numbers[i]}. */
    static void stream(int[] numbers, IntFunction<Neighbours> row, NeighbourSink sink) {
        for (int from = 0; from < numbers.length; from += BATCH) {
            int to = Math.min(from + BATCH, numbers.length);
            Neighbours[] made =
                    IntStream.range(from, to).parallel().mapToObj(row).toArray(Neighbours[]::new);
            for (int i = from; i < to; i++) sink.accept(numbers[i], made[i - from]);
        }
    }
}
