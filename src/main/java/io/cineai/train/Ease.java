package io.cineai.train;

import io.cineai.movie.Neighbours;
import io.cineai.train.TrainingReport.Side;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * EASE^R: a film's score is a weighted sum over the films the user touched, and the weights have a closed form. Solves on the
 * smaller side of the matrix; both sides give the same rows. Source: Steck, "Embarrassingly Shallow Autoencoders", WWW 2019.
 *
 * @param lambda more than 0, in squared signal strength: how little single users are believed
 * @param keep strongest weights kept of each film's row, by absolute value, negative ones too
 * @param newcomers films that are named beyond that
 * @param maxDense largest side that is solved densely; memory is 16 bytes times its square, time grows with its cube: 8,000 takes
 *     a heap of 1.5 GB and a minute or two on 2 cores. Beyond it on both sides the most-liked films are learned and the others
 *     left to content
 */
public record Ease(double lambda, int keep, Newcomers newcomers, int maxDense) {

    /** 400 a row loses nothing measurable on ml-latest-small, protocol A. */
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
        Compressed byRow = chosen.select(chosen.nonEmptyLines());
        Side side = byRow.lines() < films.length ? Side.ROWS : Side.FILMS;
        Solved solved = solve(byRow, films.length, side);
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

    Solved solve(Compressed byRow, int films, Side side) {
        return side == Side.ROWS
                ? new RowSide(byRow.transposed(films), byRow.lines(), lambda)
                : new FilmSide(byRow, films, lambda);
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
