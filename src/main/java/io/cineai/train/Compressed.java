package io.cineai.train;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A sparse matrix as consecutive lines: line l holds the entries {@code start[l]} to {@code start[l + 1]}, columns ascending.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only read
record Compressed(int[] start, int[] column, float[] value) {

    int lines() {
        return start.length - 1;
    }

    int entries() {
        return start[lines()];
    }

    int size(int line) {
        return start[line + 1] - start[line];
    }

    /** Positive values in the columns before this one. */
    int positives(int line, int before) {
        int count = 0;
        for (int e = start[line]; e < start[line + 1] && column[e] < before; e++) if (value[e] > 0) count++;
        return count;
    }

    int[] nonEmptyLines() {
        return IntStream.range(0, lines()).filter(line -> size(line) > 0).toArray();
    }

    Compressed transposed(int columns) {
        int[] begin = new int[columns + 1];
        for (int e = 0; e < entries(); e++) begin[column[e] + 1]++;
        Arrays.parallelPrefix(begin, Integer::sum);
        int[] next = begin.clone();
        int[] line = new int[entries()];
        float[] turned = new float[entries()];
        for (int l = 0; l < lines(); l++)
            for (int e = start[l]; e < start[l + 1]; e++) {
                int place = next[column[e]]++;
                line[place] = l;
                turned[place] = value[e];
            }
        return new Compressed(begin, line, turned);
    }

    /** Only these lines, renumbered in the order given. */
    Compressed select(int[] chosen) {
        int[] begin = new int[chosen.length + 1];
        for (int l = 0; l < chosen.length; l++) begin[l + 1] = begin[l] + size(chosen[l]);
        int[] columns = new int[begin[chosen.length]];
        float[] values = new float[columns.length];
        for (int l = 0; l < chosen.length; l++) {
            System.arraycopy(column, start[chosen[l]], columns, begin[l], size(chosen[l]));
            System.arraycopy(value, start[chosen[l]], values, begin[l], size(chosen[l]));
        }
        return new Compressed(begin, columns, values);
    }

    /** This plus, of each line, so many times the other's; what comes to 0 is no entry. Both have as many lines. */
    Compressed plus(Compressed other, double[] times) {
        int[] begin = new int[start.length];
        int[] columns = new int[entries() + other.entries()];
        float[] values = new float[columns.length];
        int n = 0;
        for (int l = 0; l < lines(); l++) {
            int a = start[l];
            int b = other.start[l];
            while (a < start[l + 1] || b < other.start[l + 1]) {
                int here = a < start[l + 1] ? column[a] : Integer.MAX_VALUE;
                int there = b < other.start[l + 1] ? other.column[b] : Integer.MAX_VALUE;
                double sum = 0;
                if (here <= there) sum += value[a++];
                if (there <= here) sum += times[l] * other.value[b++];
                columns[n] = Math.min(here, there);
                values[n] = (float) sum;
                if (values[n] != 0) n++;
            }
            begin[l + 1] = n;
        }
        return new Compressed(begin, Arrays.copyOf(columns, n), Arrays.copyOf(values, n));
    }

    Compressed minus(Compressed other) {
        double[] times = new double[lines()];
        Arrays.fill(times, -1);
        return plus(other, times);
    }

    /** Dense and symmetric, line by line: the inner products of all pairs of columns, plus lambda on the diagonal. */
    double[] gram(int columns, double lambda) {
        double[] gram = new double[Math.multiplyExact(columns, columns)];
        for (int line = 0; line < lines(); line++) addSquare(line, gram, columns);
        for (int a = 0; a < columns; a++) {
            gram[a * columns + a] += lambda;
            for (int b = 0; b < a; b++) gram[b * columns + a] = gram[a * columns + b];
        }
        return gram;
    }

    private void addSquare(int line, double[] gram, int columns) {
        for (int a = start[line]; a < start[line + 1]; a++) {
            int row = column[a] * columns;
            double factor = value[a];
            for (int b = start[line]; b <= a; b++) gram[row + column[b]] += factor * value[b];
        }
    }
}
