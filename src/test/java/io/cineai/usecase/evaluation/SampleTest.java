package io.cineai.usecase.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.MovieId;
import io.cineai.store.fact.FactStore.UserSignal;
import io.cineai.taste.Signal;
import io.cineai.taste.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SampleTest {
    private static final List<UserId> USERS = LongStream.range(0, 1_000)
            .mapToObj(number -> new UserId(new UUID(1, number)))
            .toList();

    @Test
    void everybodyIsInASampleThatIsLargeEnough() {
        Sample sample = taken(USERS, 1_000);

        assertEquals(1_000, sample.users());
        assertEquals(1_000, sample.histories().size());
        sample.histories().forEach((user, acts) -> assertEquals(acts(user), acts.size(), user.toString()));
    }

    @Test
    void ofMoreUsersTheSameAreLookedAtEachTime() {
        Map<UserId, List<Signal>> sample = taken(USERS, 100).histories();
        Map<UserId, List<Signal>> later = taken(USERS.subList(0, 900), 100).histories();

        assertEquals(100, sample.size());
        assertEquals(1_000, taken(USERS, 100).users());
        assertTrue(USERS.subList(0, 900).stream().filter(sample::containsKey).allMatch(later::containsKey));
        assertEquals(sample, taken(USERS, 100).histories());
    }

    @Test
    void aSampleIsOfSomebody() {
        assertEquals(0, taken(List.of(), 1).users());
        assertThrows(IllegalArgumentException.class, () -> new Sample(0));
    }

    private static Sample taken(List<UserId> users, int most) {
        Sample.Intake intake = new Sample.Intake(most);
        for (UserId user : users)
            for (int act = 0; act < acts(user); act++)
                intake.add(new UserSignal(
                        user, new Signal(new MovieId(new UUID(2, act)), Signal.Kind.RATING, 4, Instant.EPOCH)));
        return intake.sample();
    }

    private static int acts(UserId user) {
        return 1 + (int) (user.value().getLeastSignificantBits() % 3);
    }
}
