package io.cineai.train;

import io.cineai.movie.Neighbours;
import java.util.Arrays;

/** Cuts a dense row to its strongest weights by absolute value, strongest first, ties by lower number. */
record Strongest(int keep) {
    /** Weights closer to 0 than this are rounding, not opinion. */
    private static final double NOISE = 1e-9;

    /** Keys are held for so many times as are kept before the weaker ones are thrown away. */
    private static final int ROOM = 2;

    Strongest {
        if (keep < 1) throw new IllegalArgumentException("keep must be 1 or more: " + keep);
    }

    /** The row's strongest; {@code numbers} holds the film number of each place, ascending. */
    Neighbours of(double[] row, int[] numbers) {
        long[] keys = new long[Math.min(row.length, keep * ROOM)];
        int held = 0;
        long weakest = Long.MIN_VALUE; // of those that are sure to be kept unless stronger ones come
        for (int place = 0; place < row.length; place++) {
            if (Math.abs(row[place]) < NOISE) continue;
            long key = key(row[place], place);
            if (key <= weakest) continue;
            if (held == keys.length) {
                held = strongest(keys, held);
                weakest = keys[0];
                if (key <= weakest) continue;
            }
            keys[held++] = key;
        }
        return unpacked(keys, strongest(keys, held), row, numbers);
    }

    /** Moves the strongest of those held to the front, weakest first; how many there are. */
    private int strongest(long[] keys, int held) {
        Arrays.sort(keys, 0, held);
        int kept = Math.min(keep, held);
        System.arraycopy(keys, held - kept, keys, 0, kept);
        return kept;
    }

    /** Orders by absolute value (bits of positive floats sort as their values do), then by lower place. */
    private static long key(double weight, int place) {
        return ((long) Float.floatToIntBits((float) Math.abs(weight)) << 32) | (Integer.MAX_VALUE - place);
    }

    private static Neighbours unpacked(long[] keys, int kept, double[] row, int[] numbers) {
        if (kept == 0) return Neighbours.NONE;
        int[] films = new int[kept];
        float[] weights = new float[kept];
        for (int i = 0; i < kept; i++) {
            int place = Integer.MAX_VALUE - (int) keys[kept - 1 - i];
            films[i] = numbers[place];
            weights[i] = (float) row[place];
        }
        return new Neighbours(films, weights);
    }
}
