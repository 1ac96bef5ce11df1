package io.cineai.train;

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
        this.remainder = new double[byFilm.lines()];
        for (int film = 0; film < remainder.length; film++) remainder[film] = 1 - times(film, seenBy(film));
    }

    @Override
    public double[] row(int film) {
        double[] seen = seenBy(film);
        double[] row = new double[byFilm.lines()];
        for (int j = 0; j < row.length; j++) row[j] = times(j, seen) / remainder[j];
        row[film] = 0;
        return row;
    }

    @Override
    public double[] column(int film) {
        double[] seen = seenBy(film);
        double[] column = new double[byFilm.lines()];
        for (int i = 0; i < column.length; i++) column[i] = times(i, seen) / remainder[film];
        column[film] = 0;
        return column;
    }

    /** K^-1 x of this film. */
    private double[] seenBy(int film) {
        double[] seen = new double[rows];
        for (int e = byFilm.start()[film]; e < byFilm.start()[film + 1]; e++) {
            double value = byFilm.value()[e];
            int line = byFilm.column()[e] * rows;
            for (int row = 0; row < rows; row++) seen[row] += value * inverse[line + row];
        }
        return seen;
    }

    private double times(int film, double[] vector) {
        int[] column = byFilm.column();
        float[] value = byFilm.value();
        double sum = 0;
        int end = byFilm.start()[film + 1];
        for (int e = byFilm.start()[film]; e < end; e++) sum += value[e] * vector[column[e]];
        return sum;
    }
}
