package io.cineai.store.embedding;

import io.cineai.movie.MovieId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** All vectors of a space in one array, one after the other: looking at all of them is one walk through memory. */
final class Matrix {
    private final int dimensions;
    private final List<MovieId> films = new ArrayList<>();
    private float[] values;

    Matrix(int dimensions, int expected) {
        this.dimensions = dimensions;
        values = new float[Math.max(1, expected) * dimensions];
    }

    /** Left out is what is of no direction: it is near to nothing. */
    void add(Vector vector) {
        if (isZero(vector.values())) return;
        int from = films.size() * dimensions;
        if (from == values.length) values = Arrays.copyOf(values, 2 * values.length);
        System.arraycopy(vector.values(), 0, values, from, dimensions);
        films.add(vector.film());
    }

    void into(Nearest nearest, float[] taste, Set<MovieId> without) {
        for (int row = 0; row < films.size(); row++) {
            float similarity = cosine(taste, values, row * dimensions);
            if (nearest.takes(similarity) && !without.contains(films.get(row))) nearest.add(films.get(row), similarity);
        }
    }

    /** Four sums at once, which the processor adds side by side. */
    static float cosine(float[] taste, float[] values, int from) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int k = 0;
        for (; k + 3 < taste.length; k += 4) {
            a += taste[k] * values[from + k];
            b += taste[k + 1] * values[from + k + 1];
            c += taste[k + 2] * values[from + k + 2];
            d += taste[k + 3] * values[from + k + 3];
        }
        for (; k < taste.length; k++) a += taste[k] * values[from + k];
        return a + b + (c + d);
    }

    static boolean isZero(float[] values) {
        for (float value : values) if (value != 0) return false;
        return true;
    }
}
