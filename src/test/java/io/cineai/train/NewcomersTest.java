package io.cineai.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.Neighbours;
import io.cineai.train.TrainingReport.Side;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NewcomersTest {
    private static final int NEW = 9;

    @Test
    void aFilmThatNobodyLikesIsNamedByTheFilmsItSharesFeaturesWith() {
        SignalMatrix matrix = audienceAndAFeature();

        Map<Integer, Neighbours> without = rows(new Ease(1, 2, Newcomers.NONE, 1_000), matrix);
        Map<Integer, Neighbours> with = rows(new Ease(1, 2, new Newcomers(1, 2), 1_000), matrix);

        without.forEach((film, row) -> assertFalse(names(row, NEW), "film " + film));
        with.forEach((film, row) -> assertEquals(film == 0 || film == 1, names(row, NEW), "film " + film));
        for (int film : new int[] {0, 1}) {
            Neighbours row = with.get(film);
            assertArrayEquals(without.get(film).films(), Arrays.copyOf(row.films(), 2), "what it named before");
            assertTrue(row.weights()[2] > 0);
        }
    }

    @Test
    void bothSidesGiveTheSameRows() {
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            int films = 20 + random.nextInt(40);
            SignalMatrix.Builder builder = SignalMatrix.builder();
            for (int row = 0; row < 30; row++)
                for (int film = 0; film < films; film++)
                    if (random.nextDouble() < 0.15) builder.add(row, film, 0.3 + random.nextDouble());
            for (int film = 0; film < films; film++) builder.add(random.nextInt(30), film, 1);
            Compressed byRow = builder.build().byFilm().transposed(30);
            Ease ease = new Ease(3, 5, new Newcomers(3, 4), 1_000);
            int[] liked = IntStream.range(0, films).map(film -> film % 4).toArray();

            Solved byFilms = ease.solve(byRow, byRow, films, Side.FILMS);
            Solved byRows = ease.solve(byRow, byRow, films, Side.ROWS);

            assertEquals(speakers(ease, byFilms, liked), speakers(ease, byRows, liked), "round " + round);
            double[][] together = byRows.columns(IntStream.range(0, films).toArray());
            for (int film = 0; film < films; film++) {
                assertArrayEquals(byFilms.columns(film)[0], together[film], 1e-7);
                double[] transposed = new double[films];
                for (int other = 0; other < films; other++) transposed[other] = byFilms.rows(other)[0][film];
                assertArrayEquals(transposed, byFilms.columns(film)[0], 1e-12, "round " + round + ", film " + film);
            }
        }
    }

    @Test
    void whoIsLikedByEnoughPeopleIsANewcomerNoMore() {
        SignalMatrix matrix = audienceAndAFeature();
        Ease cut = new Ease(1, 1, new Newcomers(0, 5), 1_000);

        rows(cut, matrix).forEach((film, row) -> assertEquals(1, row.size(), "film " + film));
    }

    @Test
    void whatSpeaksAgainstANewcomerIsSaidToo() {
        SignalMatrix.Builder matrix = SignalMatrix.builder();
        for (int user = 0; user < 4; user++)
            matrix.add(user, 0, 1).add(user, 1, 1).add(user, 2, -0.3);
        Ease ease = new Ease(1, 1, new Newcomers(1, 5), 1_000);

        Neighbours row = rows(ease, matrix.usersEnd().build()).get(0);

        assertArrayEquals(new int[] {1, 2}, row.films());
        assertTrue(row.weights()[1] < 0);
    }

    @Test
    void aRowNamesNoFilmTwice() {
        Neighbours row = new Neighbours(new int[] {4, 2}, new float[] {0.5f, 0.25f});

        Neighbours joined = Newcomers.joined(row, List.of(new Newcomers.Word(2, 0.25f), new Newcomers.Word(7, 0.125f)));

        assertArrayEquals(new int[] {4, 2, 7}, joined.films());
        assertArrayEquals(new float[] {0.5f, 0.25f, 0.125f}, joined.weights());
        assertEquals(0, Newcomers.joined(Neighbours.NONE, List.of()).size());
    }

    @Test
    void settingsOutsideTheirRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Newcomers(-1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Newcomers(0, -1));
    }

    /** Films 0 to 8 that everybody likes two of three of; films 0, 1 and a new one have a feature. */
    private static SignalMatrix audienceAndAFeature() {
        SignalMatrix.Builder matrix = SignalMatrix.builder();
        Random random = new Random(1);
        for (int user = 0; user < 60; user++)
            for (int film = 0; film < NEW; film++) if (random.nextInt(3) > 0) matrix.add(user, film, 1);
        matrix.usersEnd();
        int feature = matrix.nextRow();
        return matrix.add(feature, 0, 0.3)
                .add(feature, 1, 0.3)
                .add(feature, NEW, 0.3)
                .build();
    }

    private static Map<Integer, List<Integer>> speakers(Ease ease, Solved solved, int[] liked) {
        Map<Integer, List<Integer>> speakers = new TreeMap<>();
        ease.newcomers()
                .of(solved, liked)
                .forEach((film, words) -> speakers.put(
                        film,
                        words.stream().map(Newcomers.Word::newcomer).sorted().toList()));
        return speakers;
    }

    private static boolean names(Neighbours row, int film) {
        return Arrays.stream(row.films()).anyMatch(it -> it == film);
    }

    private static Map<Integer, Neighbours> rows(Ease ease, SignalMatrix matrix) {
        Map<Integer, Neighbours> rows = new TreeMap<>();
        ease.train(matrix, rows::put);
        return rows;
    }
}
