package io.cineai.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SignalMatrixTest {

    @Test
    void entriesOfOnePlaceAddUp() {
        Compressed byFilm = SignalMatrix.builder()
                .add(2, 1, 1)
                .add(0, 1, 0.5)
                .add(2, 1, 0.5)
                .build()
                .byFilm();

        assertArrayEquals(new int[] {0, 0, 2}, byFilm.start());
        assertArrayEquals(new int[] {0, 2}, byFilm.column());
        assertArrayEquals(new float[] {0.5f, 1.5f}, byFilm.value());
    }

    @Test
    void anyOrderOfAnyLengthGivesTheDenseMatrixBack() {
        Random random = new Random(2);
        float[][] dense = new float[60][90];
        SignalMatrix.Builder builder = SignalMatrix.builder();
        for (int i = 0; i < 20_000; i++) {
            int row = random.nextInt(60);
            int film = random.nextInt(90);
            dense[row][film] += 1;
            builder.add(row, film, 1);
        }

        SignalMatrix matrix = builder.build();

        Compressed byFilm = matrix.byFilm();
        for (int film = 0; film < matrix.films(); film++)
            for (int e = byFilm.start()[film]; e < byFilm.start()[film + 1]; e++)
                assertEquals(dense[byFilm.column()[e]][film], byFilm.value()[e]);
        assertEquals(60, matrix.rows());
        assertEquals(20_000, sum(byFilm.value()));
    }

    @Test
    void whatFollowsIsSaidAndNotListenedTo() {
        SignalMatrix matrix = SignalMatrix.builder()
                .add(0, 0, 1)
                .addBefore(1, 0, 2)
                .addAfter(1, 1, 3)
                .build();

        assertArrayEquals(new int[] {0, 2, 2}, matrix.byFilm().start());
        assertArrayEquals(new float[] {1, 2}, matrix.byFilm().value());
        assertArrayEquals(new int[] {0, 1, 2}, matrix.saidByFilm().start());
        assertArrayEquals(new float[] {1, 3}, matrix.saidByFilm().value());
    }

    @Test
    void whereNothingFollowsTheSameIsSaid() {
        SignalMatrix matrix = SignalMatrix.builder().add(0, 0, 1).add(0, 1, 1).build();

        assertSame(matrix.byFilm(), matrix.saidByFilm());
    }

    @Test
    void zeroIsNoEntry() {
        SignalMatrix matrix = SignalMatrix.builder().add(3, 4, 0).build();

        assertEquals(0, matrix.entries());
        assertEquals(4, matrix.rows());
        assertEquals(5, matrix.films());
    }

    @Test
    void whatIsNoPlaceOrNoNumberIsRefused() {
        SignalMatrix.Builder builder = SignalMatrix.builder();

        assertThrows(IllegalArgumentException.class, () -> builder.add(-1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> builder.add(0, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> builder.add(0, 0, Double.NaN));
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) sum += value;
        return sum;
    }
}
