package io.cineai.train;

import java.util.stream.IntStream;

/** P is the inverse of {@code X'X + lambda I}, films by films; {@code B_ij = -P_ij / P_jj}. Source: Steck, WWW 2019, eq. 8. */
final class FilmSide implements Solved {
    private final int films;
    private final double[] inverse;
    private final double[] diagonal;

    FilmSide(Compressed byRow, int films, double lambda) {
        this.films = films;
        this.inverse = SpdInverse.of(byRow.gram(films, lambda), films);
        this.diagonal = IntStream.range(0, films)
                .mapToDouble(film -> inverse[film * films + film])
                .toArray();
    }

    @Override
    public double[][] rows(int... some) {
        return IntStream.of(some).mapToObj(this::row).toArray(double[][]::new);
    }

    private double[] row(int film) {
        double[] row = new double[films];
        for (int j = 0; j < films; j++) row[j] = -inverse[film * films + j] / diagonal[j];
        row[film] = 0;
        return row;
    }

    @Override
    public double[][] columns(int... some) {
        return IntStream.of(some).mapToObj(this::column).toArray(double[][]::new);
    }

    private double[] column(int film) {
        double[] column = new double[films];
        for (int i = 0; i < films; i++) column[i] = -inverse[film * films + i] / diagonal[film];
        column[film] = 0;
        return column;
    }
}
