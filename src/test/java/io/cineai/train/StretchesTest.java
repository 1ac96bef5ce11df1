package io.cineai.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StretchesTest {
    private static final Stretches FOUR_AT_ONCE = new Stretches(4, 10, 1);

    @Test
    void theLatestComesFirstAndTheNextBeginsInItsMiddle() {
        assertEquals(List.of("[4, 5, 6, 7]", "[2, 3, 4, 5]", "[0, 1, 2, 3]"), of(FOUR_AT_ONCE, 8));
        assertEquals(List.of("[3, 4, 5, 6]", "[1, 2, 3, 4]", "[0, 1, 2]"), of(FOUR_AT_ONCE, 7));
    }

    @Test
    void aHistoryThatIsOneStretchIsSaidAlready() {
        assertEquals(List.of(), of(FOUR_AT_ONCE, 4));
        assertEquals(List.of("[1, 2, 3, 4]", "[0, 1, 2]"), of(FOUR_AT_ONCE, 5));
        assertEquals(List.of(), of(FOUR_AT_ONCE, 0));
    }

    @Test
    void onlySoManyAreKeptTheLatest() {
        assertEquals(List.of("[6, 7, 8, 9]", "[4, 5, 6, 7]"), of(new Stretches(4, 2, 1), 10));
        assertEquals(List.of(), of(new Stretches(4, 0, 1), 10));
    }

    @Test
    void withoutAWeightNoneTeach() {
        assertEquals(List.of(), of(new Stretches(4, 10, 0), 10));
    }

    @Test
    void everyOpinionIsInAStretchAndKeepsItsGrade() {
        for (int length = 2; length < 9; length++)
            for (int opinions = length + 1; opinions < 40; opinions++) {
                int[] films = IntStream.range(0, opinions).toArray();
                float[] grades = new float[opinions];
                for (int k = 0; k < opinions; k++) grades[k] = k / 100f;

                List<Stretches.Stretch> stretches = new Stretches(length, 1_000, 1).of(films, grades);

                assertEquals(
                        opinions,
                        stretches.stream()
                                .flatMapToInt(it -> Arrays.stream(it.films()))
                                .distinct()
                                .count());
                for (Stretches.Stretch stretch : stretches)
                    for (int k = 0; k < stretch.films().length; k++)
                        assertEquals(stretch.films()[k] / 100f, stretch.grades()[k]);
            }
    }

    @Test
    void settingsOutsideTheirRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Stretches(1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Stretches(2, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Stretches(2, 1, Double.NaN));
    }

    private static List<String> of(Stretches stretches, int opinions) {
        int[] films = IntStream.range(0, opinions).toArray();
        return stretches.of(films, new float[opinions]).stream()
                .map(stretch -> Arrays.toString(stretch.films()))
                .toList();
    }
}
