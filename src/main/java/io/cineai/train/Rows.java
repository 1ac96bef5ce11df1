package io.cineai.train;

import io.cineai.movie.Neighbours;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes rows on all cores, a batch at a time, and hands them over in order: the output does not depend on the threads. */
final class Rows {
    /** Rows that are made in one go, where that is quicker than one by one: as many as {@link RowSide} has sums. */
    static final int TOGETHER = 8;

    private static final int BATCH = 256;

    private Rows() {}

    /** Row i goes out as the row of film {@code numbers[i]}. */
    static void stream(int[] numbers, IntFunction<Neighbours> row, NeighbourSink sink) {
        together(numbers, places -> Arrays.stream(places).mapToObj(row), sink);
    }

    /** The same. rows: of several places at once, in their order */
    static void together(int[] numbers, Function<int[], Stream<Neighbours>> rows, NeighbourSink sink) {
        for (int from = 0; from < numbers.length; from += BATCH) {
            int to = Math.min(from + BATCH, numbers.length);
            int first = from;
            Neighbours[] made = IntStream.range(0, (to - from + TOGETHER - 1) / TOGETHER)
                    .parallel()
                    .mapToObj(group -> places(first + group * TOGETHER, to))
                    .flatMap(rows)
                    .toArray(Neighbours[]::new);
            for (int i = from; i < to; i++) sink.accept(numbers[i], made[i - from]);
        }
    }

    private static int[] places(int from, int end) {
        return IntStream.range(from, Math.min(from + TOGETHER, end)).toArray();
    }
}
