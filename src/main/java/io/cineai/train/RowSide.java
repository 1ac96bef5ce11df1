package io.cineai.train;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The same B from the inverse of {@code K = XX' + lambda I}, rows by rows: by the matrix inversion lemma
 * {@code P = (I - X' K^-1 X) / lambda}, so {@code B_ij = s_ij / (1 - s_jj)} with {@code s_ij = x_i' K^-1 x_j}. Exact; no films by
 * films matrix ever exists.
 */
final class RowSide implements Solved {
    private final Compressed byFilm;
    private final int rows;
    private final double[] inverse;
    private final double[] remainder;

    RowSide(Compressed byFilm, int rows, double lambda) {
        this.byFilm = byFilm;
        this.rows = rows;
        this.inverse = SpdInverse.of(byFilm.gram(rows, lambda), rows);
        this.remainder = IntStream.range(0, byFilm.lines())
                .parallel()
                .mapToDouble(film -> 1 - ofItself(film))
                .toArray();
    }

    @Override
    public double[][] rows(int... films) {
        double[][] rows = products(films);
        for (int k = 0; k < films.length; k++) {
            for (int j = 0; j < remainder.length; j++) rows[k][j] /= remainder[j];
            rows[k][films[k]] = 0;
        }
        return rows;
    }

    @Override
    public double[][] columns(int... films) {
        double[][] columns = products(films);
        for (int k = 0; k < films.length; k++) {
            double own = remainder[films[k]];
            for (int i = 0; i < columns[k].length; i++) columns[k][i] /= own;
            columns[k][films[k]] = 0;
        }
        return columns;
    }

    /** s_ij of these films i with every film j. */
    private double[][] products(int[] films) {
        double[][] products = new double[films.length][byFilm.lines()];
        for (int from = 0; from < films.length; from += Rows.TOGETHER) {
            int to = Math.min(from + Rows.TOGETHER, films.length);
            products(Arrays.copyOfRange(films, from, to), Arrays.copyOfRange(products, from, to));
        }
        return products;
    }

    /**
     * Of eight films at the most, whose sums go on side by side: the next product of one sum waits for the one before. What is looked up
     * for a product lies in one line of the cache for all of them.
     */
    private void products(int[] films, double[][] products) {
        double[] seen = seenBy(films);
        int[] start = byFilm.start();
        int[] column = byFilm.column();
        float[] value = byFilm.value();
        double[] sums = new double[Rows.TOGETHER];
        for (int j = 0; j < byFilm.lines(); j++) {
            sum(seen, column, value, start[j], start[j + 1], sums);
            for (int k = 0; k < films.length; k++) products[k][j] = sums[k];
        }
    }

    private static void sum(double[] seen, int[] column, float[] value, int from, int to, double[] sums) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        double e = 0;
        double f = 0;
        double g = 0;
        double h = 0;
        for (int entry = from; entry < to; entry++) {
            int at = column[entry] * Rows.TOGETHER;
            double factor = value[entry];
            a += factor * seen[at];
            b += factor * seen[at + 1];
            c += factor * seen[at + 2];
            d += factor * seen[at + 3];
            e += factor * seen[at + 4];
            f += factor * seen[at + 5];
            g += factor * seen[at + 6];
            h += factor * seen[at + 7];
        }
        sums[0] = a;
        sums[1] = b;
        sums[2] = c;
        sums[3] = d;
        sums[4] = e;
        sums[5] = f;
        sums[6] = g;
        sums[7] = h;
    }

    /** K^-1 x of these films, beside each other. */
    private double[] seenBy(int[] films) {
        double[] seen = new double[rows * Rows.TOGETHER];
        for (int k = 0; k < films.length; k++) {
            double[] one = seenBy(films[k]);
            for (int row = 0; row < rows; row++) seen[row * Rows.TOGETHER + k] = one[row];
        }
        return seen;
    }

    private double[] seenBy(int film) {
        double[] seen = new double[rows];
        for (int e = byFilm.start()[film]; e < byFilm.start()[film + 1]; e++) {
            double value = byFilm.value()[e];
            int line = byFilm.column()[e] * rows;
            for (int row = 0; row < rows; row++) seen[row] += value * inverse[line + row];
        }
        return seen;
    }

    /** s_ii: only what the film itself has is looked up. */
    private double ofItself(int film) {
        int[] column = byFilm.column();
        float[] value = byFilm.value();
        int from = byFilm.start()[film];
        int to = byFilm.start()[film + 1];
        double sum = 0;
        for (int a = from; a < to; a++) {
            double seen = 0;
            int line = column[a] * rows;
            for (int b = from; b < to; b++) seen += value[b] * inverse[line + column[b]];
            sum += value[a] * seen;
        }
        return sum;
    }
}
