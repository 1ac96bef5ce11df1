package io.cineai.train;

import io.cineai.movie.Neighbours;
import io.cineai.train.TrainingReport.Side;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * EASE^R: a film's score is a weighted sum over the films the user touched, and the weights have a closed form: B is the least of
 * {@code |W - XB|^2 + lambda |B|^2} with a diagonal of 0, where X is what is known and W what is to be said from it, mostly the same.
 * Solves on the smaller side of the matrix; both sides give the same rows. Source: Steck, "Embarrassingly Shallow Autoencoders", WWW 2019;
 * with another W, Choi et al., WWW 2021.
 *
 * @param lambda more than 0, in squared signal strength: how little single users are believed
 * @param keep strongest weights kept of each film's row, by absolute value, negative ones too
 * @param newcomers films that are named beyond that
 * @param maxDense largest side that is solved densely; memory is 16 bytes times its square, time grows with its cube: 8,000 takes
 *     a heap of 1.5 GB and a minute or two on 2 cores. Beyond it on both sides the most-liked films are learned and the others
 *     left to content
 */
public record Ease(double lambda, int keep, Newcomers newcomers, int maxDense) {

    /** With 600 a row NDCG@100 is 0.4 % better on validation slices of ml-latest-small, and a list costs more to make. */
    public static final Ease DEFAULT = new Ease(300, 400, Newcomers.DEFAULT, 8_000);

    public Ease {
        if (!(lambda > 0 && lambda < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("lambda must be more than 0: " + lambda);
        if (keep < 1) throw new IllegalArgumentException("keep must be 1 or more: " + keep);
        if (!(maxDense >= 1 && maxDense <= 40_000))
            throw new IllegalArgumentException("maxDense must be in [1, 40000]: " + maxDense);
    }

    /** Hands every learned film's row to the sink. */
    public TrainingReport train(SignalMatrix matrix, NeighbourSink sink) {
        int[] films = learnable(matrix);
        Compressed chosen = matrix.byFilm().select(films).transposed(matrix.rows());
        int[] lines = chosen.nonEmptyLines();
        Compressed byRow = chosen.select(lines);
        Compressed saidByRow = matrix.saidByFilm() == matrix.byFilm()
                ? byRow
                : matrix.saidByFilm().select(films).transposed(matrix.rows()).select(lines);
        Side side = byRow.lines() < films.length ? Side.ROWS : Side.FILMS;
        Solved solved = solve(byRow, saidByRow, films.length, side);
        Strongest strongest = new Strongest(keep);
        int[] places = IntStream.range(0, films.length).toArray();
        int[] liked = IntStream.of(films).map(matrix::likers).toArray();
        Map<Integer, List<Newcomers.Word>> said = newcomers.of(solved, liked);
        Rows.together(
                films,
                some -> {
                    double[][] rows = solved.rows(some);
                    return IntStream.range(0, some.length)
                            .mapToObj(k -> Newcomers.joined(
                                    strongest.of(rows[k], places), said.getOrDefault(some[k], List.of())))
                            .map(row -> renumbered(row, films));
                },
                sink);
        return new TrainingReport(
                matrix.films(), byRow.lines(), byRow.entries(), side, films.length, matrix.films() - films.length);
    }

    private static Neighbours renumbered(Neighbours row, int[] numbers) {
        if (row.size() == 0) return Neighbours.NONE;
        return new Neighbours(
                IntStream.of(row.films()).map(place -> numbers[place]).toArray(), row.weights());
    }

    /** said: what is to be said from each row */
    Solved solve(Compressed byRow, Compressed said, int films, Side side) {
        return side == Side.ROWS
                ? new RowSide(byRow.transposed(films), said.transposed(films), byRow.lines(), lambda)
                : new FilmSide(byRow, said, films, lambda);
    }

    /** Films that someone touched; where neither side fits, those liked most, ties by lower number. Ascending. */
    private int[] learnable(SignalMatrix matrix) {
        Compressed byFilm = matrix.byFilm();
        int[] touched = byFilm.nonEmptyLines();
        int rows = byFilm.transposed(matrix.rows()).nonEmptyLines().length;
        if (Math.min(touched.length, rows) <= maxDense) return touched;
        return IntStream.of(touched)
                .boxed()
                .sorted(Comparator.comparingInt(matrix::likers).reversed())
                .limit(maxDense)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }
}
