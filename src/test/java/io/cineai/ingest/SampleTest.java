package io.cineai.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.taste.Signal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SampleTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final List<Movie> FILMS = SampleCatalogue.films();
    private static final List<SampleUser> AUDIENCE = SampleAudience.DEFAULT.of(FILMS, NOW);

    @Nested
    class TheCatalogue {
        @Test
        void describesThreeHundredFilmsInFull() {
            assertEquals(300, FILMS.size());
            for (Movie film : FILMS) {
                assertTrue(film.year() > 1880 && film.year() < 2030, film.title());
                assertFalse(film.genres().isEmpty(), film.title());
                assertFalse(film.directors().isEmpty(), film.title());
                assertFalse(film.keywords().isEmpty(), film.title());
                assertFalse(film.overview().isBlank(), film.title());
                assertTrue(film.runtime() > 20 && film.runtime() < 400, film.title());
            }
        }

        @Test
        void idsComeFromTitleAndYear() {
            Movie film = FILMS.get(0);

            assertEquals(SampleCatalogue.movieId(film.title(), film.year()), film.id());
        }

        @Test
        void whatIsWrongIsNamedWithItsPlace() {
            String csv =
                    "title,year,genres,directors,cast,runtime,keywords,logline\nHeat,MCMXCV,Crime,Michael Mann,,170,,\n";

            BadSourceException bad = assertThrows(
                    BadSourceException.class,
                    () -> SampleCatalogue.read(
                            "films.csv", new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8))));

            assertEquals("films.csv, line 2, column year: must be a whole number: MCMXCV", bad.getMessage());
        }
    }

    @Nested
    class TheAudience {
        @Test
        void isTheSameEveryTime() {
            assertEquals(AUDIENCE, SampleAudience.DEFAULT.of(FILMS, NOW));
        }

        /** A change of the generator, the seed or the films shows here; then only this number is to be changed. */
        @Test
        void isTheSameOnEveryMachine() {
            int[] stars = AUDIENCE.stream()
                    .flatMap(user -> user.signals().stream())
                    .mapToInt(signal -> Objects.hash(
                            signal.movie(),
                            (int) (2 * signal.value()),
                            signal.at().getEpochSecond()))
                    .toArray();

            assertEquals(0, Arrays.hashCode(stars));
        }

        @Test
        void hasSixtyPeopleThreeOfThemNew() {
            assertEquals(60, AUDIENCE.size());
            assertEquals(60, distinct(AUDIENCE.stream().map(SampleUser::name).toList()));
            assertEquals(60, distinct(AUDIENCE.stream().map(SampleUser::email).toList()));
            assertEquals(60, distinct(AUDIENCE.stream().map(SampleUser::id).toList()));
            assertEquals(
                    3,
                    AUDIENCE.stream().filter(user -> user.signals().isEmpty()).count());
            assertTrue(AUDIENCE.stream().allMatch(user -> user.email().matches("[a-z]+\\.[a-z]+@example\\.invalid")));
        }

        @Test
        void neverRunsOutOfNames() {
            List<SampleUser> large = new SampleAudience(180, 180).of(FILMS, NOW);

            assertEquals(180, distinct(large.stream().map(SampleUser::name).toList()));
        }

        @Test
        void ratesFifteenToEightyFilmsInHalfStars() {
            for (SampleUser user : AUDIENCE.subList(0, 57)) {
                List<Signal> ratings = ratings(user);
                assertTrue(ratings.size() >= 15 && ratings.size() <= 80, user.name() + ": " + ratings.size());
                for (Signal rating : ratings) assertEquals(Math.rint(rating.value() * 2), rating.value() * 2);
            }
        }

        @Test
        void touchesAFilmOnceWithinTheTwoYearsBefore() {
            for (SampleUser user : AUDIENCE) {
                Set<MovieId> seen = new HashSet<>();
                for (Signal signal : user.signals()) {
                    assertTrue(seen.add(signal.movie()), user.name());
                    assertTrue(signal.at().isBefore(NOW) && signal.at().isAfter(NOW.minus(Duration.ofDays(731))));
                }
            }
        }

        @Test
        void aFewPlanAhead() {
            long planners = AUDIENCE.stream()
                    .filter(user -> user.signals().stream().anyMatch(s -> s.kind() == Signal.Kind.WATCHLIST))
                    .count();

            assertTrue(planners >= 3 && planners <= 12, "planners: " + planners);
        }

        @Test
        void likesEnoughToBeTested() {
            double likes = AUDIENCE.subList(0, 57).stream()
                    .flatMap(user -> ratings(user).stream())
                    .mapToDouble(rating -> rating.value() >= 4 ? 1 : 0)
                    .average()
                    .orElseThrow();

            assertTrue(likes > 0.3 && likes < 0.7, "share of likes: " + likes);
        }

        private static List<Signal> ratings(SampleUser user) {
            return user.signals().stream()
                    .filter(signal -> signal.kind() == Signal.Kind.RATING)
                    .collect(Collectors.toList());
        }

        private static int distinct(List<?> values) {
            return Set.copyOf(values).size();
        }
    }
}
