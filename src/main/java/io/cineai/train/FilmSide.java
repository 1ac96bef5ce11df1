package io.cineai.train;

import java.util.stream.IntStream;

/**
 * P is the inverse of {@code X'X + lambda I}, films by films. Where W is X, {@code B_ij = -P_ij / P_jj} (Steck, WWW 2019, eq. 8); otherwise
 * what W says beyond X, E = W - X, comes in: {@code B_ij = d_ij - P_ij (1 + d_jj) / P_jj} with {@code D = P X' E}.
 */
final class FilmSide implements Solved {
    private final int films;
    private final double[] inverse;
    private final Compressed known;
    private final Compressed beyond;
    private final Compressed beyondByFilm;
    private final double[] share;

    /** known, wanted: X and W, a line a row */
    FilmSide(Compressed known, Compressed wanted, int films, double lambda) {
        this.films = films;
        this.inverse = SpdInverse.of(known.gram(films, lambda), films);
        Compressed all = wanted.minus(known);
        int[] some = all.nonEmptyLines();
        this.known = known.select(some);
        this.beyond = all.select(some);
        this.beyondByFilm = beyond.transposed(films);
        this.share = IntStream.range(0, films)
                .parallel()
                .mapToDouble(film -> (1 + beyond(film, film)) / inverse[film * films + film])
                .toArray();
    }

    @Override
    public double[][] rows(int... some) {
        return IntStream.of(some).mapToObj(this::row).toArray(double[][]::new);
    }

    private double[] row(int film) {
        double[] row = new double[films];
        for (int line = 0; line < known.lines(); line++) {
            double heard = 0;
            for (int e = known.start()[line]; e < known.start()[line + 1]; e++)
                heard += known.value()[e] * inverse[film * films + known.column()[e]];
            for (int e = beyond.start()[line]; e < beyond.start()[line + 1]; e++)
                row[beyond.column()[e]] += heard * beyond.value()[e];
        }
        for (int j = 0; j < films; j++) row[j] -= inverse[film * films + j] * share[j];
        row[film] = 0;
        return row;
    }

    @Override
    public double[][] columns(int... some) {
        return IntStream.of(some).mapToObj(this::column).toArray(double[][]::new);
    }

    private double[] column(int film) {
        double[] column = new double[films];
        for (int i = 0; i < films; i++) column[i] = beyond(i, film) - inverse[film * films + i] * share[film];
        column[film] = 0;
        return column;
    }

    /** d_ij */
    private double beyond(int i, int j) {
        double sum = 0;
        for (int e = beyondByFilm.start()[j]; e < beyondByFilm.start()[j + 1]; e++) {
            int line = beyondByFilm.column()[e];
            double heard = 0;
            for (int k = known.start()[line]; k < known.start()[line + 1]; k++)
                heard += known.value()[k] * inverse[i * films + known.column()[k]];
            sum += beyondByFilm.value()[e] * heard;
        }
        return sum;
    }
}
