package io.cineai.movie.emotion;

import static io.cineai.movie.emotion.ValenceCurve.Move.FALLS;
import static io.cineai.movie.emotion.ValenceCurve.Move.RISES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.emotion.ValenceCurve.Move;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValenceCurveTest {
    /** How each arc is usually drawn. */
    private static final Map<Arc, double[]> TEMPLATES = new EnumMap<>(Map.of(
            Arc.RAGS_TO_RICHES, new double[] {-0.6, -0.5, -0.4, -0.2, 0, 0.1, 0.3, 0.4, 0.6, 0.7},
            Arc.RICHES_TO_RAGS, new double[] {0.6, 0.5, 0.4, 0.2, 0, -0.2, -0.3, -0.5, -0.6, -0.7},
            Arc.MAN_IN_A_HOLE, new double[] {0.4, 0.2, -0.1, -0.4, -0.6, -0.6, -0.3, 0, 0.3, 0.5},
            Arc.ICARUS, new double[] {-0.3, 0, 0.3, 0.5, 0.6, 0.5, 0.2, -0.2, -0.5, -0.6},
            Arc.CINDERELLA, new double[] {-0.5, -0.1, 0.4, 0.5, 0.2, -0.4, -0.5, -0.1, 0.4, 0.6},
            Arc.OEDIPUS, new double[] {0.5, 0.1, -0.4, -0.5, -0.2, 0.4, 0.5, 0.1, -0.4, -0.6},
            Arc.UNKNOWN, new double[] {0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2}));

    private static final double SMALL = 0.05;

    @Nested
    class TheArcOfACurve {
        @Test
        void isRecognisedInItsTypicalCurve() {
            TEMPLATES.forEach((arc, points) -> assertEquals(arc, Arc.of(curve(points))));
        }

        @Test
        void isRecognisedThroughSmallNoise() {
            Random random = new Random(11);
            TEMPLATES.forEach((arc, points) -> {
                for (int draw = 0; draw < 2_000; draw++) {
                    ValenceCurve noisy = noisy(points, random);
                    assertEquals(arc, Arc.of(noisy), () -> arc + " with noise: " + noisy.points());
                }
            });
        }

        @Test
        void isTheOppositeOneWhereTheCurveIsUpsideDown() {
            Random random = new Random(12);
            for (int draw = 0; draw < 2_000; draw++) {
                ValenceCurve any = anyCurve(random);
                ValenceCurve upsideDown =
                        new ValenceCurve(any.points().stream().map(it -> -it).toList());

                assertEquals(
                        any.moves().stream()
                                .map(move -> move == RISES ? FALLS : RISES)
                                .toList(),
                        upsideDown.moves());
            }
        }
    }

    @Nested
    class Moves {
        @Test
        void areThoseOfTheCurve() {
            assertEquals(List.of(RISES), moves(-0.9, -0.7, -0.5, -0.3, -0.1, 0.1, 0.3, 0.5, 0.7, 0.9));
            assertEquals(List.of(FALLS), moves(0.9, 0.9, 0.9, 0.9, 0.9, 0.9, -0.9, -0.9, -0.9, -0.9));
            assertEquals(List.of(FALLS, RISES), moves(0.8, 0.4, 0, -0.4, -0.8, -0.4, 0, 0.4, 0.8, 0.8));
            assertEquals(List.of(RISES, FALLS), moves(0, 0, 0, 0, 0, 0.9, 0.9, 0.9, 0, 0));
        }

        @Test
        void areNoneWhereItIsFlat() {
            assertEquals(List.of(), moves(0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
            assertEquals(List.of(), moves(1, 1, 1, 1, 1, 1, 1, 1, 1, 1));
            assertEquals(List.of(), moves(-0.04, 0, 0.04, 0, -0.04, 0, 0.04, 0, -0.04, 0));
            assertEquals(List.of(), moves(0, 0, 0, 0, 0, 0.08, 0.08, 0.08, 0.08, 0.08));
        }

        @Test
        void beginWhereADifferenceIsNoticed() {
            assertEquals(List.of(), moves(0, 0, 0, 0, 0, 0, 0.09, 0.09, 0.09, 0.09));
            assertEquals(List.of(RISES), moves(0, 0, 0, 0, 0, 0, 0.11, 0.11, 0.11, 0.11));
        }

        @Test
        void areNotWhatIsSmallBesideTheWhole() {
            double[] aDip = {-0.9, -0.5, 0, 0, 0, -0.2, -0.2, -0.2, 0.4, 0.9};
            double[] theSameInASmallerRise = {-0.3, -0.15, 0, 0, 0, -0.2, -0.2, -0.2, 0.1, 0.2};

            assertEquals(List.of(RISES), moves(aDip));
            assertEquals(List.of(RISES, FALLS, RISES), moves(theSameInASmallerRise));
        }

        @Test
        void areTheGreatestOfACurveThatTurnsOften() {
            assertEquals(List.of(RISES, FALLS, RISES), moves(-1, 0.1, 0.1, -0.7, -0.7, 1, 1, -1, -1, 1));
            assertEquals(List.of(FALLS, RISES, FALLS), moves(1, -0.1, -0.1, 0.7, 0.7, -1, -1, 1, 1, -1));
        }

        @Test
        void areThreeAtMostAndTakeTurns() {
            Random random = new Random(13);
            boolean[] counted = new boolean[4];
            for (int draw = 0; draw < 20_000; draw++) {
                ValenceCurve any = anyCurve(random);
                List<Move> moves = any.moves();

                assertTrue(moves.size() <= 3, () -> any.points() + " moves " + moves);
                for (int k = 1; k < moves.size(); k++) assertNotEquals(moves.get(k - 1), moves.get(k));
                counted[moves.size()] = true;
            }
            assertTrue(counted[1] && counted[2] && counted[3], Arrays.toString(counted));
        }
    }

    @Nested
    class Points {
        @ParameterizedTest
        @ValueSource(doubles = {-1.001, 1.001, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
        void outsideMinusOneToOneAreRefused(double point) {
            List<Double> points = new ArrayList<>(Collections.nCopies(10, 0.0));
            for (int at = 0; at < 10; at++) {
                points.set(at, point);
                var refusal = assertThrows(IllegalArgumentException.class, () -> new ValenceCurve(points));
                assertEquals("valence must be in [-1, 1]: " + point, refusal.getMessage());
                points.set(at, 0.0);
            }
        }

        @Test
        void mayBeTheBoundsThemselves() {
            ValenceCurve extremes = curve(-1, 1, -1, 1, -1, 1, -1, 1, -1, 1);

            assertEquals(List.of(-1.0, 1.0), extremes.points().subList(0, 2));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 9, 11, 1_000})
        void areTen(int count) {
            var refusal = assertThrows(
                    IllegalArgumentException.class, () -> new ValenceCurve(Collections.nCopies(count, 0.0)));

            assertEquals("valence must have 10 points: " + count, refusal.getMessage());
        }

        @Test
        void areCopiedIn() {
            List<Double> points = new ArrayList<>(Collections.nCopies(10, 0.0));
            ValenceCurve curve = new ValenceCurve(points);

            points.set(0, 7.0);

            assertEquals(0.0, curve.points().get(0));
        }

        @Test
        void ofArousalAreTenFromZeroToOne() {
            List<Double> calm = new ArrayList<>(Collections.nCopies(10, 0.0));
            assertEquals(calm, new ArousalCurve(calm).points());

            assertEquals(
                    "arousal must have 10 points: 9",
                    assertThrows(IllegalArgumentException.class, () -> new ArousalCurve(calm.subList(0, 9)))
                            .getMessage());
            for (double point : new double[] {-0.001, 1.001, Double.NaN}) {
                calm.set(9, point);
                assertEquals(
                        "arousal must be in [0, 1]: " + point,
                        assertThrows(IllegalArgumentException.class, () -> new ArousalCurve(calm))
                                .getMessage());
            }
        }
    }

    @Test
    void theCloseIsTheMeanOfTheLastTwoTenths() {
        assertEquals(0.4, curve(-1, -1, -1, -1, -1, -1, -1, -1, 0.2, 0.6).close(), 1e-9);
        assertEquals(0, curve(1, 1, 1, 1, 1, 1, 1, 1, 1, -1).close(), 1e-9);
        assertEquals(-1, curve(1, 1, 1, 1, 1, 1, 1, 1, -1, -1).close(), 1e-9);
    }

    private static List<Move> moves(double... points) {
        return curve(points).moves();
    }

    private static ValenceCurve curve(double... points) {
        return new ValenceCurve(Arrays.stream(points).boxed().toList());
    }

    private static ValenceCurve noisy(double[] points, Random random) {
        return curve(Arrays.stream(points)
                .map(point -> point + SMALL * (2 * random.nextDouble() - 1))
                .toArray());
    }

    private static ValenceCurve anyCurve(Random random) {
        return curve(random.doubles(ValenceCurve.TENTHS, -1, 1).toArray());
    }
}
