package io.cineai.analyze.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.Level;
import io.cineai.movie.emotion.Arc;
import io.cineai.movie.emotion.Emotion;
import io.cineai.movie.emotion.EmotionalJourney;
import io.cineai.movie.emotion.EmotionalJourney.Peak;
import io.cineai.movie.emotion.Ending;
import io.cineai.movie.emotion.ValenceCurve;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CurvesTest {
    private static final Map<Emotion, Level> CALM =
            Arrays.stream(Emotion.values()).collect(Collectors.toMap(Function.identity(), it -> Level.NONE));

    @Test
    void everyArcIsDrawnAndEveryEndingReachedAtAnyDepth() {
        for (Arc arc : Arc.values())
            for (Ending ending : Ending.values())
                for (int tenths = 0; tenths <= 10; tenths++) journey(arc, ending, tenths / 10.0);
    }

    /** Its constructor says where an arc is not drawn, or an ending not reached. */
    private static void journey(Arc arc, Ending ending, double depth) {
        ValenceCurve valence = Curves.valence(arc, arc == Arc.UNKNOWN ? Ending.UNKNOWN : ending, depth);
        EmotionalJourney journey = new EmotionalJourney(
                arc,
                valence,
                Curves.arousal(depth),
                CALM,
                new Peak(new Level(Curves.CLIMAX), Emotion.JOY),
                arc == Arc.UNKNOWN ? Ending.UNKNOWN : ending,
                Level.NONE,
                Level.NONE,
                Level.NONE,
                List.of());
        assertEquals(arc, Arc.of(journey.valence()));
    }

    @Test
    void theClimaxIsLate() {
        List<Double> arousal = Curves.arousal(0.8).points();

        int climax = arousal.indexOf(Collections.max(arousal));
        assertTrue(climax >= 7 && climax <= 8, "tenth " + climax);
        assertEquals((climax + 0.5) / 10, Curves.CLIMAX);
    }

    @Test
    void sharesAddUpAndGrowWithPoints() {
        Map<String, Double> shares = Certainty.shares(Map.of("a", 2.0, "b", 1.0, "c", -800.0), 1);

        assertEquals(
                1, shares.values().stream().mapToDouble(Double::doubleValue).sum(), 1e-9);
        assertEquals(Math.E, shares.get("a") / shares.get("b"), 1e-9);
    }
}
