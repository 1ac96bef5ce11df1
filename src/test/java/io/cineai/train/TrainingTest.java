package io.cineai.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.ingest.SampleAudience;
import io.cineai.ingest.SampleCatalogue;
import io.cineai.ingest.SampleUser;
import io.cineai.movie.FilmIndex;
import io.cineai.movie.Movie;
import io.cineai.taste.Grading;
import io.cineai.taste.TasteProfile;
import io.cineai.taste.TasteProfile.Opinion;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrainingTest {
    private static final List<Movie> FILMS = SampleCatalogue.films();
    private static final List<SampleUser> AUDIENCE =
            SampleAudience.DEFAULT.of(FILMS, Instant.parse("2026-01-02T03:04:05Z"));

    @Test
    void whereFeaturesTeachFilmsAreLearnedThatNobodyTouched() {
        List<SampleUser> few = AUDIENCE.subList(0, 4);

        assertTrue(rows(few, OptionalDouble.empty(), 0).size() < FILMS.size());
        assertEquals(FILMS.size(), rows(few, OptionalDouble.empty(), 4_000).size());
    }

    @Test
    void whereNothingIsSaidHalfTheUsersAreHowLittleSingleOnesAreBelieved() {
        long users = AUDIENCE.stream().filter(user -> !opinions(user).isEmpty()).count();

        assertEquals(rows(AUDIENCE, OptionalDouble.of(users / 2.0), 100), rows(AUDIENCE, OptionalDouble.empty(), 100));
    }

    @Test
    void ofFewUsersEachIsBelievedMoreButNoMoreThanThat() {
        List<SampleUser> few = AUDIENCE.subList(0, 4);

        assertEquals(rows(few, OptionalDouble.of(10), 100), rows(few, OptionalDouble.empty(), 100));
    }

    @Test
    void theSameLessonsTeachTheSame() {
        assertEquals(rows(AUDIENCE, OptionalDouble.empty(), 4_000), rows(AUDIENCE, OptionalDouble.empty(), 4_000));
    }

    private static List<Opinion> opinions(SampleUser user) {
        return TasteProfile.of(user.signals(), Grading.GRADED, 0).opinions();
    }

    private static Map<Integer, String> rows(List<SampleUser> users, OptionalDouble lambda, int sideRows) {
        Training training = new Training(lambda, 50, sideRows, 8_000);
        Lessons lessons = training.lessons(new FilmIndex());
        for (SampleUser user : users) lessons.user(opinions(user));
        Map<Integer, String> rows = new TreeMap<>();
        training.learn(
                lessons,
                FILMS,
                (film, row) -> rows.put(film, Arrays.toString(row.films()) + Arrays.toString(row.weights())));
        return rows;
    }
}
