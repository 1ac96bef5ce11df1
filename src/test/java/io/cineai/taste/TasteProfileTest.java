package io.cineai.taste;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cineai.movie.MovieId;
import io.cineai.taste.Signal.Kind;
import io.cineai.taste.TasteProfile.Opinion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TasteProfileTest {
    private static final MovieId HEAT = new MovieId(new UUID(0, 1));
    private static final MovieId RONIN = new MovieId(new UUID(0, 2));
    private static final MovieId CLUE = new MovieId(new UUID(0, 3));

    @Test
    void aFilmThatSaysNothingIsNoOpinionButMayBeSettled() {
        TasteProfile profile = of(0, signal(HEAT, Kind.WATCHED, 0, 1), signal(RONIN, Kind.BROWSE, 0, 2));

        assertEquals(List.of(), profile.opinions());
        assertEquals(Set.of(HEAT), profile.settled());
    }

    @Test
    void theStrongestGradeOfAFilmCounts() {
        TasteProfile profile = of(0, rating(HEAT, 5, 1), signal(HEAT, Kind.DISMISSED, 0, 9));

        assertEquals(List.of(new Opinion(HEAT, 1, 1)), profile.opinions());
    }

    @Test
    void ofEquallyStrongGradesTheLatestCounts() {
        TasteProfile profile = of(0, signal(HEAT, Kind.NOT_INTERESTED, 0, 2), signal(HEAT, Kind.WATCHLIST, 0, 1));

        assertEquals(List.of(new Opinion(HEAT, -0.5, -0.5)), profile.opinions());
    }

    @Test
    void ofEquallyStrongGradesOfOneInstantTheRefusalCounts() {
        Signal wanted = signal(HEAT, Kind.WATCHLIST, 0, 1);
        Signal refused = signal(HEAT, Kind.NOT_INTERESTED, 0, 1);

        assertEquals(-0.5, of(0, wanted, refused).opinions().get(0).weight());
        assertEquals(-0.5, of(0, refused, wanted).opinions().get(0).weight());
    }

    @Test
    void recentFilmsWeighMore() {
        TasteProfile profile = of(2, rating(CLUE, 5, 3), rating(HEAT, 5, 1), rating(RONIN, 1, 2));

        assertEquals(List.of(HEAT, RONIN, CLUE), films(profile));
        assertEquals(Math.exp(-2 * (1 - 1 / 3.0)), profile.opinions().get(0).weight(), 1e-12);
        assertEquals(
                -0.3 * Math.exp(-2 * (1 - 2 / 3.0)), profile.opinions().get(1).weight(), 1e-12);
        assertEquals(1, profile.opinions().get(2).weight(), 1e-12);
    }

    @Test
    void aFilmIsAsRecentAsItsLatestSignal() {
        TasteProfile profile = of(2, rating(HEAT, 5, 1), rating(RONIN, 5, 2), signal(HEAT, Kind.CLICK, 0, 3));

        assertEquals(List.of(RONIN, HEAT), films(profile));
        assertEquals(1, profile.opinions().get(1).weight(), 1e-12);
    }

    @Test
    void filmsOfOneInstantAreEquallyRecent() {
        TasteProfile profile = of(2, rating(CLUE, 5, 7), rating(HEAT, 5, 7), rating(RONIN, 5, 7));

        assertEquals(
                List.of(new Opinion(HEAT, 1, 1), new Opinion(RONIN, 1, 1), new Opinion(CLUE, 1, 1)),
                profile.opinions());
    }

    @Test
    void theOrderOfSignalsDoesNotMatter() {
        Random random = new Random(7);
        Kind[] kinds = Kind.values();
        for (int round = 0; round < 200; round++) {
            List<Signal> signals = new ArrayList<>();
            for (int i = 0; i < 20; i++)
                signals.add(signal(
                        new MovieId(new UUID(0, random.nextInt(6))),
                        kinds[random.nextInt(kinds.length)],
                        1 + random.nextInt(5),
                        random.nextInt(5)));
            TasteProfile before = TasteProfile.of(signals, Grading.GRADED, 2);

            Collections.shuffle(signals, random);

            assertEquals(before, TasteProfile.of(signals, Grading.GRADED, 2));
        }
    }

    @Test
    void aDecayBelowZeroIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> of(-1));
        assertThrows(IllegalArgumentException.class, () -> of(Double.NaN));
    }

    private static TasteProfile of(double decay, Signal... signals) {
        return TasteProfile.of(List.of(signals), Grading.GRADED, decay);
    }

    private static List<MovieId> films(TasteProfile profile) {
        return profile.opinions().stream().map(Opinion::movie).toList();
    }

    private static Signal rating(MovieId film, double stars, long second) {
        return signal(film, Kind.RATING, stars, second);
    }

    private static Signal signal(MovieId film, Kind kind, double value, long second) {
        return new Signal(film, kind, value, Instant.ofEpochSecond(second));
    }
}
