package io.cineai.train;

/** P is the inverse of {@code X'X + lambda I}, films by films; {@code B_ij = -P_ij / P_jj}. Source: Steck, WWW 2019, eq. 8. */
final class FilmSide implements Solved {
    private final int films;
    private final double[] inverse;

    FilmSide(Compressed byRow, int films, double lambda) {
        this.films = films;
        this.inverse = SpdInverse.of(byRow.gram(films, lambda), films);
    }

    @Override
    public double[] row(int film) {
        double[] row = new double[films];
        for (int j = 0; j < films; j++) row[j] = -inverse[film * films + j] / inverse[j * films + j];
        row[film] = 0;
        return row;
    }

    @Override
    public double[] column(int film) {
        double[] column = new double[films];
        double own = inverse[film * films + film];
        for (int i = 0; i < films; i++) column[i] = -inverse[film * films + i] / own;
        column[film] = 0;
        return column;
    }
}
