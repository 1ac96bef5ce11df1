package io.cineai.movie.emotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cineai.movie.Level;
import io.cineai.movie.Quote;
import io.cineai.movie.emotion.EmotionalJourney.Peak;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmotionalJourneyTest {
    private static final ValenceCurve HOLE = curve(0.4, 0.2, -0.1, -0.4, -0.6, -0.6, -0.3, 0, 0.3, 0.5);
    private static final List<Quote> EVIDENCE = List.of(new Quote(Quote.Field.KEYWORDS, "heist"));

    @Nested
    class TheArc {
        @Test
        void isTheOneThatTheCurveDraws() {
            assertEquals(
                    Arc.MAN_IN_A_HOLE,
                    journey(Arc.MAN_IN_A_HOLE, HOLE, Ending.HAPPY).arc());
        }

        @Test
        void mayBeLeftUnknown() {
            assertEquals(Arc.UNKNOWN, journey(Arc.UNKNOWN, HOLE, Ending.HAPPY).arc());
        }

        @Test
        void isNoOtherThanTheCurves() {
            for (Arc other : EnumSet.complementOf(EnumSet.of(Arc.MAN_IN_A_HOLE, Arc.UNKNOWN)))
                assertEquals("arc must be what valence draws, man_in_a_hole: " + other.id(), refusal(other, HOLE));
        }

        @Test
        void isUnknownWhereTheCurveIsFlat() {
            ValenceCurve flat = curve(0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3);

            assertEquals(Arc.UNKNOWN, journey(Arc.UNKNOWN, flat, Ending.HAPPY).arc());
            assertEquals("arc must be what valence draws, unknown: icarus", refusal(Arc.ICARUS, flat));
        }

        private static String refusal(Arc arc, ValenceCurve curve) {
            return assertThrows(IllegalArgumentException.class, () -> journey(arc, curve, Ending.HAPPY))
                    .getMessage();
        }
    }

    @Nested
    class TheEnding {
        /** close: the mean of the last two tenths. */
        @ParameterizedTest
        @CsvSource({
            "happy, 0.1",
            "happy, 0.11",
            "happy, 1",
            "sad, -0.1",
            "sad, -0.11",
            "sad, -1",
            "bittersweet, -0.6",
            "bittersweet, 0",
            "bittersweet, 0.6",
            "ambiguous, -1",
            "ambiguous, 1",
            "unknown, -1",
            "unknown, 1"
        })
        void fitsWhereTheCurveCloses(String ending, double close) {
            Ending fitting = Ending.valueOf(ending.toUpperCase(Locale.ROOT));

            assertEquals(
                    fitting,
                    journey(Arc.UNKNOWN, closingAt(close, close), fitting).ending());
        }

        @ParameterizedTest
        @CsvSource({
            "happy, 0.09, 0.1", "happy, 0, 0", "happy, -1, -1",
            "sad, -0.1, -0.09", "sad, 0, 0", "sad, 1, 1",
            "bittersweet, 0.6, 0.61", "bittersweet, -0.61, -0.6", "bittersweet, 1, 1"
        })
        void isRefusedWhereItDoesNotFit(String ending, double ninth, double tenth) {
            Ending wrong = Ending.valueOf(ending.toUpperCase(Locale.ROOT));

            var refusal = assertThrows(
                    IllegalArgumentException.class, () -> journey(Arc.UNKNOWN, closingAt(ninth, tenth), wrong));

            assertEquals(
                    "ending must fit the last two points of valence, [" + ninth + ", " + tenth + "]: " + ending,
                    refusal.getMessage());
        }

        @Test
        void asksForTheLastTwoTenthsOnly() {
            ValenceCurve misery = curve(-1, -1, -1, -1, -1, -1, -1, -1, 0.1, 0.3);

            assertEquals(
                    Ending.HAPPY, journey(Arc.UNKNOWN, misery, Ending.HAPPY).ending());
        }
    }

    @Nested
    class TheEmotions {
        @Test
        void areAllEight() {
            assertEquals(
                    EnumSet.allOf(Emotion.class),
                    journey(Arc.UNKNOWN, HOLE, Ending.HAPPY).emotions().keySet());
            for (Emotion left : Emotion.values()) {
                Map<Emotion, Level> seven = eight();
                seven.remove(left);

                var refusal = assertThrows(IllegalArgumentException.class, () -> journey(seven));

                assertEquals("emotions must have all eight: " + seven.keySet(), refusal.getMessage());
            }
        }

        @Test
        void areCopiedIn() {
            Map<Emotion, Level> emotions = eight();
            EmotionalJourney journey = journey(emotions);

            emotions.clear();

            assertEquals(eight(), journey.emotions());
            assertThrows(UnsupportedOperationException.class, () -> journey.emotions()
                    .clear());
        }
    }

    @Nested
    class TheAppsWord {
        @Test
        void isOneForEachArcAndNoneForAnUnknownOne() {
            assertEquals(
                    Map.of(
                            Arc.RAGS_TO_RICHES, "gradual_ascent",
                            Arc.RICHES_TO_RAGS, "tragic_fall",
                            Arc.MAN_IN_A_HOLE, "redemption_arc",
                            Arc.ICARUS, "bittersweet",
                            Arc.CINDERELLA, "rollercoaster",
                            Arc.OEDIPUS, "complex"),
                    Arrays.stream(Arc.values())
                            .filter(arc -> arc.pattern().isPresent())
                            .collect(Collectors.toMap(
                                    arc -> arc, arc -> arc.pattern().orElseThrow())));
            assertEquals(Optional.empty(), Arc.UNKNOWN.pattern());
        }

        @Test
        void isAsManyAsThereAreShapes() {
            Set<List<ValenceCurve.Move>> shapes =
                    Arrays.stream(Arc.values()).map(Arc::moves).collect(Collectors.toSet());

            assertEquals(Arc.values().length, shapes.size());
            assertEquals(List.of(), Arc.UNKNOWN.moves());
        }
    }

    @Test
    void evidenceIsCopiedIn() {
        List<Quote> evidence = new ArrayList<>(EVIDENCE);
        EmotionalJourney journey = journey(Arc.UNKNOWN, HOLE, Ending.HAPPY, eight(), evidence);

        evidence.clear();

        assertEquals(EVIDENCE, journey.evidence());
    }

    private static EmotionalJourney journey(Map<Emotion, Level> emotions) {
        return journey(Arc.UNKNOWN, HOLE, Ending.HAPPY, emotions, EVIDENCE);
    }

    private static EmotionalJourney journey(Arc arc, ValenceCurve valence, Ending ending) {
        return journey(arc, valence, ending, eight(), EVIDENCE);
    }

    private static EmotionalJourney journey(
            Arc arc, ValenceCurve valence, Ending ending, Map<Emotion, Level> emotions, List<Quote> evidence) {
        return new EmotionalJourney(
                arc,
                valence,
                new ArousalCurve(Collections.nCopies(10, 0.5)),
                emotions,
                new Peak(new Level(0.8), Emotion.FEAR),
                ending,
                new Level(0.5),
                new Level(0.6),
                new Level(0.7),
                evidence);
    }

    private static Map<Emotion, Level> eight() {
        Map<Emotion, Level> emotions = new EnumMap<>(Emotion.class);
        for (Emotion emotion : Emotion.values())
            emotions.put(emotion, new Level(emotion.id().length() / 20.0));
        return emotions;
    }

    private static ValenceCurve closingAt(double ninth, double tenth) {
        return curve(0, 0, 0, 0, 0, 0, 0, 0, ninth, tenth);
    }

    private static ValenceCurve curve(double... points) {
        return new ValenceCurve(Arrays.stream(points).boxed().toList());
    }
}
