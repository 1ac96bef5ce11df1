package io.cineai.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.MovieId;
import io.cineai.taste.Signal;
import io.cineai.taste.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TemporalSplitTest {
    private static final UserId ANNA = new UserId(new UUID(1, 1));
    private static final UserId BEN = new UserId(new UUID(1, 2));

    @Test
    void theLastLikesAreHiddenRoundedUp() {
        List<Signal> six = likes(1, 2, 3, 4, 5, 6);

        Split split = TemporalSplit.PROTOCOL_A.of(Map.of(ANNA, six, BEN, likes(1, 2, 5, 6)));

        assertEquals(Set.of(film(5), film(6)), split.test().get(ANNA));
        assertEquals(six.subList(0, 4), split.train().get(ANNA));
    }

    @Test
    void whoLikesTooLittleTrainsButIsNotTested() {
        Split split = TemporalSplit.PROTOCOL_A.of(Map.of(ANNA, likes(1, 2, 3, 4)));

        assertEquals(4, split.train().get(ANNA).size());
        assertTrue(split.test().isEmpty());
        assertTrue(split.queries().isEmpty());
    }

    @Test
    void nothingFromTheCutOnTeaches() {
        List<Signal> signals = new ArrayList<>(likes(1, 2, 3, 4, 6));
        signals.add(rated(9, 1, 5));
        signals.add(rated(8, 1, 7));

        Split split = TemporalSplit.PROTOCOL_A.of(Map.of(ANNA, signals, BEN, likes(6)));

        assertEquals(Set.of(film(6)), split.test().get(ANNA));
        assertTrue(split.train().get(ANNA).contains(rated(9, 1, 5)), "before the cut");
        assertFalse(split.train().get(ANNA).contains(rated(8, 1, 7)), "after the cut");
    }

    @Test
    void whatNobodyLikesInTrainingIsNotAskedFor() {
        Split split = TemporalSplit.PROTOCOL_A.of(Map.of(ANNA, likes(1, 2, 3, 4, 99)));

        assertTrue(split.test().isEmpty());
        assertFalse(split.candidates().contains(film(99)));
    }

    @Test
    void atOneInstantTheOrderOfTheSourceDecides() {
        List<Signal> signals = new ArrayList<>();
        for (int film : new int[] {3, 1, 5, 2, 4}) signals.add(rated(film, 5, 0));

        Split split = TemporalSplit.PROTOCOL_A.of(Map.of(ANNA, signals, BEN, likes(4)));

        assertEquals(Set.of(film(4)), split.test().get(ANNA));
    }

    @Test
    void trainingIsOlderThanTheTestForEveryUser() {
        Random random = new Random(4);
        Map<UserId, List<Signal>> history = new LinkedHashMap<>();
        for (int user = 0; user < 100; user++) {
            List<Signal> signals = new ArrayList<>();
            for (int film = 0; film < 1 + random.nextInt(60); film++)
                signals.add(rated(film, 1 + random.nextInt(5), random.nextInt(1000)));
            Collections.shuffle(signals, random);
            history.put(new UserId(new UUID(2, user)), signals);
        }

        Split split = TemporalSplit.PROTOCOL_A.of(history);

        split.queries().forEach((user, train) -> {
            Set<MovieId> hidden = split.test().get(user);
            Instant firstHidden = history.get(user).stream()
                    .filter(signal -> hidden.contains(signal.movie()))
                    .map(Signal::at)
                    .min(Instant::compareTo)
                    .orElseThrow();
            assertTrue(train.stream().noneMatch(signal -> signal.at().isAfter(firstHidden)));
            assertTrue(train.stream().noneMatch(signal -> hidden.contains(signal.movie())));
        });
        assertEquals(List.copyOf(history.keySet()), List.copyOf(split.train().keySet()));
    }

    @Test
    void settingsOutsideTheirRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new TemporalSplit(6, 5, 0.2));
        assertThrows(IllegalArgumentException.class, () -> new TemporalSplit(4, 0, 0.2));
        assertThrows(IllegalArgumentException.class, () -> new TemporalSplit(4, 5, 1));
    }

    /** Likes of these films, each at the second of its number. */
    private static List<Signal> likes(int... films) {
        List<Signal> likes = new ArrayList<>();
        for (int film : films) likes.add(rated(film, 4, film));
        return likes;
    }

    private static Signal rated(int film, double stars, long second) {
        return new Signal(film(film), Signal.Kind.RATING, stars, Instant.ofEpochSecond(second));
    }

    private static MovieId film(int number) {
        return new MovieId(new UUID(0, number));
    }
}
