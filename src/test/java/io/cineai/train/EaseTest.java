package io.cineai.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.Neighbours;
import io.cineai.train.TrainingReport.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EaseTest {
    private static final Ease ALL_KEPT = new Ease(1, 1_000, Newcomers.NONE, 1_000);

    /** Two users, films A, B and C: {A, B} and {A, B, C}; X'X + I = (3 2 1; 2 3 1; 1 1 2), its inverse times 8 = (5 -3 -1; -3 5 -1; -1 -1 5). */
    @Test
    void threeFilmsByHand() {
        SignalMatrix matrix = matrix(new double[][] {{1, 1, 0}, {1, 1, 1}});

        Map<Integer, Neighbours> rows = rows(ALL_KEPT, matrix);

        assertArrayEquals(new int[] {1, 2}, rows.get(0).films());
        assertArrayEquals(new float[] {0.6f, 0.2f}, rows.get(0).weights(), 1e-7f);
        assertArrayEquals(new float[] {0.6f, 0.2f}, rows.get(1).weights(), 1e-7f);
        assertArrayEquals(new float[] {0.2f, 0.2f}, rows.get(2).weights(), 1e-7f);
    }

    /**
     * From A follows B, and nothing else is known: X = (1 0), W = (0 1), lambda 1. Free of its diagonal B_AB minimises
     * {@code (1 - B_AB)^2 + B_AB^2}, and from B nothing was ever said.
     */
    @Test
    void whatFollowsIsLearnedOneWay() {
        SignalMatrix matrix =
                SignalMatrix.builder().addBefore(0, 0, 1).addAfter(0, 1, 1).build();
        Compressed known = matrix.byFilm().transposed(1);
        Compressed said = matrix.saidByFilm().transposed(1);

        for (Side side : Side.values()) {
            double[][] rows = ALL_KEPT.solve(known, said, 2, side).rows(0, 1);

            assertArrayEquals(new double[] {0, 0.5}, rows[0], 1e-12, "from A, by " + side);
            assertArrayEquals(new double[] {0, 0}, rows[1], 1e-12, "from B, by " + side);
        }
    }

    @Test
    void bothSidesGiveTheSameRowsAndColumns() {
        Random random = new Random(11);
        for (int round = 0; round < 60; round++) {
            int films = 2 + random.nextInt(120);
            int lines = 1 + random.nextInt(120);
            SignalMatrix matrix = matrix(random(lines, films, random), random(lines, films, random), round % 3);
            Compressed known = matrix.byFilm().transposed(matrix.rows());
            Compressed said = matrix.saidByFilm().transposed(matrix.rows());
            Ease ease = new Ease(0.5 + 300 * random.nextDouble(), 400, Newcomers.NONE, 8_000);

            Solved byFilms = ease.solve(known, said, films, Side.FILMS);
            Solved byRows = ease.solve(known, said, films, Side.ROWS);

            int[] all = IntStream.range(0, films).toArray();
            double[][] expected = byFilms.rows(all);
            double[][] rows = byRows.rows(all);
            double[][] columns = byRows.columns(all);
            double[][] columnsByFilms = byFilms.columns(all);
            for (int film : all) {
                String where = "round " + round + ", film " + film;
                assertArrayEquals(expected[film], rows[film], 1e-6, where);
                for (int other : all) {
                    assertEquals(expected[other][film], columns[film][other], 1e-6, where);
                    assertEquals(expected[other][film], columnsByFilms[film][other], 1e-12, where);
                }
            }
        }
    }

    /** The normal equations: with a diagonal of 0, the slope in every other weight is 0. */
    @Test
    void noWeightCouldBeBetter() {
        Random random = new Random(12);
        double[][] x = random(25, 15, random);
        double[][] w = random(25, 15, random);
        SignalMatrix matrix = matrix(x, w, 1);
        Compressed known = matrix.byFilm().transposed(matrix.rows());
        Compressed said = matrix.saidByFilm().transposed(matrix.rows());

        for (Side side : Side.values()) {
            double[][] b = new Ease(2, 400, Newcomers.NONE, 8_000)
                    .solve(known, said, 15, side)
                    .rows(IntStream.range(0, 15).toArray());

            for (int i = 0; i < 15; i++)
                for (int j = 0; j < 15; j++) {
                    if (i == j) continue;
                    double slope = 2 * b[i][j];
                    for (int line = 0; line < 25; line++) {
                        double answer = 0;
                        for (int k = 0; k < 15; k++) answer += x[line][k] * b[k][j];
                        slope += x[line][i] * (answer - w[line][j]);
                    }
                    assertEquals(0, slope, 1e-5, i + " to " + j + ", by " + side);
                }
        }
    }

    @Test
    void theSmallerSideIsSolved() {
        assertEquals(Side.ROWS, train(matrix(new double[][] {{1, 1, 1}})).side());
        assertEquals(
                Side.FILMS,
                train(matrix(new double[][] {{1, 1}, {1, 0}, {0, 1}})).side());
    }

    @Test
    void aSideRowTeachesAsAUserDoes() {
        SignalMatrix.Builder matrix =
                SignalMatrix.builder().add(0, 0, 1).add(0, 1, 1).add(1, 2, 1);
        int genre = matrix.nextRow();
        matrix.add(genre, 0, 4).add(genre, 2, 4);

        Neighbours row = rows(ALL_KEPT, matrix.build()).get(0);

        assertEquals(2, row.films()[0], "the film of the same genre is nearest");
    }

    @Test
    void aRowIsCutToItsStrongestNegativeOnesToo() {
        Random random = new Random(3);
        SignalMatrix matrix = matrix(random(30, 40, random));
        Map<Integer, Neighbours> whole = rows(ALL_KEPT, matrix);

        Map<Integer, Neighbours> cut = rows(new Ease(1, 7, Newcomers.NONE, 1_000), matrix);

        cut.forEach((film, row) -> {
            assertArrayEquals(Arrays.copyOf(whole.get(film).films(), row.size()), row.films());
            for (int i = 1; i < row.size(); i++)
                assertTrue(Math.abs(row.weights()[i - 1]) >= Math.abs(row.weights()[i]), "strongest first");
        });
        assertTrue(cut.values().stream().anyMatch(row -> row.weights()[0] < 0 || row.weights()[1] < 0));
    }

    @Test
    void aFilmIsNeverItsOwnNeighbour() {
        Random random = new Random(5);
        rows(ALL_KEPT, matrix(random(20, 50, random)))
                .forEach((film, row) -> assertTrue(Arrays.stream(row.films()).noneMatch(other -> other == film)));
    }

    @Test
    void aFilmNobodyTouchedIsLeftToContent() {
        SignalMatrix matrix = SignalMatrix.builder().add(0, 0, 1).add(0, 2, 1).build();

        assertEquals(List.of(0, 2), List.copyOf(rows(ALL_KEPT, matrix).keySet()));
        assertEquals(new TrainingReport(3, 1, 2, Side.ROWS, 2, 1), train(matrix));
    }

    @Test
    void beyondTheDenseLimitTheMostLikedFilmsAreLearned() {
        SignalMatrix matrix = matrix(new double[][] {{1, -1, 1, 0}, {1, -1, 1, 1}, {1, -1, 0, 1}, {0, -1, 1, 0}});
        Ease small = new Ease(1, 10, Newcomers.NONE, 2);

        TrainingReport report = small.train(matrix, (film, row) -> {});

        assertEquals(List.of(0, 2), List.copyOf(rows(small, matrix).keySet()));
        assertEquals(Side.FILMS, report.side());
        assertEquals(2, report.leftToContent());
    }

    @Test
    void oneFittingSideIsEnough() {
        SignalMatrix matrix = matrix(random(3, 50, new Random(1)));

        assertEquals(
                Side.ROWS,
                new Ease(1, 10, Newcomers.NONE, 3)
                        .train(matrix, (film, row) -> {})
                        .side());
        assertEquals(50, rows(new Ease(1, 10, Newcomers.NONE, 3), matrix).size());
    }

    @Test
    void nothingKnownTeachesNothing() {
        TrainingReport report = train(SignalMatrix.builder().build());

        assertEquals(0, report.learned());
    }

    @Test
    void equalInputGivesEqualOutput() {
        SignalMatrix matrix = matrix(random(40, 700, new Random(9)));

        assertEquals(told(matrix), told(matrix));
    }

    @Test
    void rowsComeInAscendingOrder() {
        List<Integer> films = new ArrayList<>();

        ALL_KEPT.train(matrix(random(40, 700, new Random(9))), (film, row) -> films.add(film));

        assertEquals(films.stream().sorted().toList(), films);
    }

    @Test
    void settingsOutsideTheirRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Ease(0, 1, Newcomers.NONE, 1));
        assertThrows(IllegalArgumentException.class, () -> new Ease(Double.NaN, 1, Newcomers.NONE, 1));
        assertThrows(IllegalArgumentException.class, () -> new Ease(1, 0, Newcomers.NONE, 1));
        assertThrows(IllegalArgumentException.class, () -> new Ease(1, 1, Newcomers.NONE, 0));
        assertFalse(Ease.DEFAULT.keep() < 400);
    }

    private static List<String> told(SignalMatrix matrix) {
        List<String> told = new ArrayList<>();
        ALL_KEPT.train(
                matrix,
                (film, row) -> told.add(film + " " + Arrays.toString(row.films()) + Arrays.toString(row.weights())));
        return told;
    }

    private static TrainingReport train(SignalMatrix matrix) {
        return ALL_KEPT.train(matrix, (film, row) -> {});
    }

    private static Map<Integer, Neighbours> rows(Ease ease, SignalMatrix matrix) {
        Map<Integer, Neighbours> rows = new TreeMap<>();
        ease.train(matrix, rows::put);
        return rows;
    }

    private static double[][] random(int rows, int films, Random random) {
        double[] values = {1, 1, 0.3, -0.3, 4};
        double[][] matrix = new double[rows][films];
        for (double[] row : matrix)
            for (int film = 0; film < films; film++)
                if (random.nextDouble() < 0.2) row[film] = values[random.nextInt(values.length)];
        for (int film = 0; film < films; film++) matrix[random.nextInt(rows)][film] = 1;
        return matrix;
    }

    private static SignalMatrix matrix(double[][] dense) {
        return matrix(dense, dense, 0);
    }

    /** Every row from which another is to be said but one in so many; 0: no such row. */
    private static SignalMatrix matrix(double[][] known, double[][] said, int oneIn) {
        SignalMatrix.Builder matrix = SignalMatrix.builder();
        for (int row = 0; row < known.length; row++)
            for (int film = 0; film < known[row].length; film++) {
                boolean same = oneIn == 0 || oneIn > 1 && row % oneIn == 0;
                if (same) matrix.add(row, film, known[row][film]);
                else matrix.addBefore(row, film, known[row][film]).addAfter(row, film, said[row][film]);
            }
        return matrix.build();
    }
}
