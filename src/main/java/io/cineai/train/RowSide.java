package io.cineai.train;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The same B from the inverse of {@code K = XX' + lambda I}, rows by rows: by the matrix inversion lemma
 * {@code (X'X + lambda I)^-1 = (I - X' K^-1 X) / lambda}, so {@code B_ij = x_i' K^-1 c_j} with {@code c_j = w_j + g_j x_j}, where g_j is
 * what makes B_jj 0: {@code g_j = x_j' K^-1 w_j / (1 - x_j' K^-1 x_j)}. Exact; no films by films matrix ever exists.
 */
final class RowSide implements Solved {
    private final Compressed known;
    private final Compressed said;
    private final int rows;
    private final double[] inverse;

    /** known, wanted: X and W, a line a film */
    RowSide(Compressed known, Compressed wanted, int rows, double lambda) {
        this.known = known;
        this.rows = rows;
        this.inverse = SpdInverse.of(known.gram(rows, lambda), rows);
        Compressed beyond = wanted.minus(known);
        double[] ofItself = IntStream.range(0, known.lines())
                .parallel()
                .mapToDouble(film -> ofItself(film, beyond))
                .toArray();
        this.said = wanted.plus(known, ofItself);
    }

    /** g_j. What X and W have in common is looked up once: films that everybody knows have thousands of entries. */
    private double ofItself(int film, Compressed beyond) {
        double own = product(known, known, film);
        return (own + product(known, beyond, film)) / (1 - own);
    }

    @Override
    public double[][] rows(int... films) {
        return products(films, known, said);
    }

    @Override
    public double[][] columns(int... films) {
        return products(films, said, known);
    }

    /** {@code a_i' K^-1 b_j} of these films i with every other film j. */
    private double[][] products(int[] films, Compressed a, Compressed b) {
        double[][] products = new double[films.length][known.lines()];
        for (int from = 0; from < films.length; from += Rows.TOGETHER) {
            int to = Math.min(from + Rows.TOGETHER, films.length);
            products(seenBy(Arrays.copyOfRange(films, from, to), a), b, Arrays.copyOfRange(products, from, to));
        }
        for (int k = 0; k < films.length; k++) products[k][films[k]] = 0;
        return products;
    }

    /**
     * Of eight films at the most, whose sums go on side by side: the next product of one sum waits for the one before. What is looked up
     * for a product lies in one line of the cache for all of them.
     */
    private static void products(double[] seen, Compressed byFilm, double[][] products) {
        int[] start = byFilm.start();
        int[] column = byFilm.column();
        float[] value = byFilm.value();
        double[] sums = new double[Rows.TOGETHER];
        for (int j = 0; j < byFilm.lines(); j++) {
            sum(seen, column, value, start[j], start[j + 1], sums);
            for (int k = 0; k < products.length; k++) products[k][j] = sums[k];
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

    /** K^-1 times the lines of these films, beside each other. */
    private double[] seenBy(int[] films, Compressed byFilm) {
        double[] seen = new double[rows * Rows.TOGETHER];
        for (int k = 0; k < films.length; k++) {
            double[] one = seenBy(films[k], byFilm);
            for (int row = 0; row < rows; row++) seen[row * Rows.TOGETHER + k] = one[row];
        }
        return seen;
    }

    private double[] seenBy(int film, Compressed byFilm) {
        double[] seen = new double[rows];
        for (int e = byFilm.start()[film]; e < byFilm.start()[film + 1]; e++) {
            double value = byFilm.value()[e];
            int line = byFilm.column()[e] * rows;
            for (int row = 0; row < rows; row++) seen[row] += value * inverse[line + row];
        }
        return seen;
    }

    /** {@code a_i' K^-1 b_i}: only what the film itself has is looked up. */
    private double product(Compressed a, Compressed b, int film) {
        double sum = 0;
        for (int e = a.start()[film]; e < a.start()[film + 1]; e++) {
            double seen = 0;
            int line = a.column()[e] * rows;
            for (int f = b.start()[film]; f < b.start()[film + 1]; f++)
                seen += b.value()[f] * inverse[line + b.column()[f]];
            sum += a.value()[e] * seen;
        }
        return sum;
    }
}
