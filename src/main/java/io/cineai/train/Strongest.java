package io.cineai.train;

import io.cineai.movie.Neighbours;
import java.util.PriorityQueue;

/** Cuts a dense row to its strongest weights by absolute value, strongest first, ties by lower number. */
record Strongest(int keep) {
    /** Weights closer to 0 than this are rounding, not opinion. */
    private static final double NOISE = 1e-9;

    Strongest {
        if (keep < 1) throw new IllegalArgumentException("keep must be 1 or more: " + keep);
    }

    /** The row's strongest; {@code numbers} holds the film number of each place, ascending. */
    Neighbours of(double[] row, int[] numbers) {
        PriorityQueue<Long> weakestFirst = new PriorityQueue<>(keep + 1);
        long weakest = Long.MIN_VALUE;
        for (int place = 0; place < row.length; place++) {
            if (Math.abs(row[place]) < NOISE) continue;
            long key = key(row[place], place);
            if (key <= weakest) continue;
            weakestFirst.add(key);
            if (weakestFirst.size() > keep) weakestFirst.poll();
            if (weakestFirst.size() == keep) weakest = weakestFirst.element();
        }
        return unpacked(weakestFirst, row, numbers);
    }

    /** Orders by absolute value (bits of positive floats sort as their values do), then by lower place. */
    private static long key(double weight, int place) {
        return ((long) Float.floatToIntBits((float) Math.abs(weight)) << 32) | (Integer.MAX_VALUE - place);
    }

    private static Neighbours unpacked(PriorityQueue<Long> weakestFirst, double[] row, int[] numbers) {
        int[] films = new int[weakestFirst.size()];
        float[] weights = new float[films.length];
        for (int i = films.length - 1; i >= 0; i--) {
            int place = Integer.MAX_VALUE - (int) (long) weakestFirst.remove();
            films[i] = numbers[place];
            weights[i] = (float) row[place];
        }
        return films.length == 0 ? Neighbours.NONE : new Neighbours(films, weights);
    }
}
