package io.cineai.recommend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cineai.recommend.MoodOrder.Listed;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoodOrderTest {
    private static final Listed BEST_BUT_WRONG = new Listed(0, 0.99, 0.1);
    private static final Listed FITTING = new Listed(1, 0.6, 0.9);
    private static final Listed UNKNOWN = new Listed(2, 0.5, null);
    private static final Listed NEITHER = new Listed(3, 0.3, 0.0);
    private static final List<Listed> LIST = List.of(BEST_BUT_WRONG, FITTING, UNKNOWN, NEITHER);

    @Test
    void whatFitsComesFirstAndWhatIsUnknownNotLast() {
        assertEquals(List.of(1, 0, 2, 3), MoodOrder.DEFAULT.of(LIST));
    }

    @Test
    void withoutWeightTheListIsAsItWas() {
        assertEquals(List.of(0, 1, 2, 3), new MoodOrder(0).of(LIST));
    }

    @Test
    void theMoodAloneMayDecide() {
        assertEquals(List.of(1, 2, 0, 3), new MoodOrder(1).of(LIST));
    }

    @Test
    void filmsOfEqualValueKeepTheirOrder() {
        assertEquals(List.of(0, 1), MoodOrder.DEFAULT.of(List.of(new Listed(0, 0.5, 0.5), new Listed(1, 0.5, 0.5))));
        assertEquals(List.of(), MoodOrder.DEFAULT.of(List.of()));
    }

    @Test
    void aWeightBeyondTheRangeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new MoodOrder(1.1));
        assertThrows(IllegalArgumentException.class, () -> new MoodOrder(Double.NaN));
    }
}
