package io.cineai.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cineai.train.Stretches.Acts;
import io.cineai.train.Stretches.Stretch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StretchesTest {
    private static final Stretches SIX_AND_TWO = new Stretches(6, 2, 10, 0);

    @Test
    void theLatestComesFirstAndTheNextSaysWhatItListensTo() {
        assertEquals(List.of("[2, 3, 4, 5, 6, 7] > [8, 9]", "[0, 1, 2, 3, 4, 5] > [6, 7]"), of(SIX_AND_TWO, 10));
        assertEquals(List.of("[1, 2, 3, 4, 5, 6] > [7, 8]", "[0, 1, 2, 3, 4] > [5, 6]"), of(SIX_AND_TWO, 9));
    }

    @Test
    void ofLittleNobodyCanTellWhatFollows() {
        assertEquals(List.of("[0, 1, 2, 3, 4] > [5, 6]"), of(SIX_AND_TWO, 7));
        assertEquals(List.of(), of(SIX_AND_TWO, 6));
        assertEquals(List.of(), of(SIX_AND_TWO, 0));
    }

    @Test
    void onlySoManyAreKeptTheLatest() {
        assertEquals(List.of("[2, 3, 4, 5, 6, 7] > [8, 9]"), of(new Stretches(6, 2, 1, 0), 10));
        assertEquals(List.of(), of(new Stretches(6, 2, 0, 0), 10));
        assertEquals(List.of(), of(Stretches.NONE, 10));
    }

    @Test
    void gradesAreKeptAndFadeBeforeTheTurnOnly() {
        int[] films = {3, 1, 4, 5, 9, 2, 6};
        float[] grades = {1, 0.5f, -0.3f, 1, 1, 1, -0.3f};

        Stretch stretch = new Stretches(6, 2, 1, 1).of(films, grades).get(0);

        Acts before = stretch.before();
        assertArrayEquals(new int[] {3, 1, 4, 5, 9}, before.films());
        for (int k = 0; k < 5; k++)
            assertEquals(grades[k] * Math.exp(-(4 - k) / 5.0), before.weights()[k], 1e-6, "place " + k);
        assertArrayEquals(new int[] {2, 6}, stretch.after().films());
        assertArrayEquals(new float[] {1, -0.3f}, stretch.after().weights());
    }

    @Test
    void settingsOutsideTheirRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Stretches(0, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Stretches(1, 0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Stretches(1, 1, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Stretches(1, 1, 1, Double.NaN));
    }

    private static List<String> of(Stretches stretches, int opinions) {
        int[] films = IntStream.range(0, opinions).toArray();
        return stretches.of(films, new float[opinions]).stream()
                .map(it -> Arrays.toString(it.before().films()) + " > "
                        + Arrays.toString(it.after().films()))
                .toList();
    }
}
