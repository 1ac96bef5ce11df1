package io.cineai.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.evaluate.Evaluation;
import io.cineai.evaluate.Split;
import io.cineai.evaluate.TemporalSplit;
import io.cineai.movie.FilmIndex;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.movie.Neighbours;
import io.cineai.taste.Grading;
import io.cineai.taste.Signal;
import io.cineai.taste.TasteProfile;
import io.cineai.taste.UserId;
import io.cineai.train.Ease;
import io.cineai.train.Newcomers;
import io.cineai.train.SignalMatrix;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
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

            assertEquals(-1056361702, Arrays.hashCode(stars));
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

        @Test
        void neighboursCanBeLearnedFromIt() {
            Map<UserId, List<Signal>> history = new LinkedHashMap<>();
            for (SampleUser user : AUDIENCE) history.put(user.id(), user.signals());
            Split split = TemporalSplit.PROTOCOL_A.of(history);
            FilmIndex index = new FilmIndex();
            Map<Integer, Neighbours> rows = learned(split, index);
            double[] fans = new double[FILMS.size()];
            for (List<Signal> signals : split.train().values())
                for (Signal signal : signals) fans[index.number(signal.movie())] += Grading.LIKES_ONLY.of(signal);

            double popular = recall(split, index, profile -> fans);
            double learned = recall(split, index, profile -> scores(profile, index, rows));

            assertTrue(learned > 1.1 * popular, "Recall@20 learned %.3f, popular %.3f".formatted(learned, popular));
        }

        private static Map<Integer, Neighbours> learned(Split split, FilmIndex index) {
            for (Movie film : FILMS) index.number(film.id());
            SignalMatrix.Builder matrix = SignalMatrix.builder();
            for (List<Signal> signals : split.train().values()) {
                int row = matrix.nextRow();
                for (Signal signal : signals) matrix.add(row, index.number(signal.movie()), Grading.GRADED.of(signal));
            }
            Map<Integer, Neighbours> rows = new HashMap<>();
            new Ease(30, 400, Newcomers.NONE, 1_000).train(matrix.build(), rows::put);
            return rows;
        }

        private static double[] scores(TasteProfile profile, FilmIndex index, Map<Integer, Neighbours> rows) {
            double[] scores = new double[FILMS.size()];
            for (TasteProfile.Opinion opinion : profile.opinions()) {
                Neighbours row = rows.getOrDefault(index.number(opinion.movie()), Neighbours.NONE);
                for (int i = 0; i < row.size(); i++) scores[row.films()[i]] += opinion.weight() * row.weights()[i];
            }
            return scores;
        }

        private static double recall(Split split, FilmIndex index, Function<TasteProfile, double[]> scorer) {
            Map<UserId, List<MovieId>> lists = new HashMap<>();
            split.queries().forEach((user, signals) -> {
                TasteProfile profile = TasteProfile.of(signals, Grading.GRADED, 0);
                double[] scores = scorer.apply(profile);
                lists.put(
                        user,
                        split.candidates().stream()
                                .filter(film -> !profile.settled().contains(film))
                                .sorted(Comparator.<MovieId>comparingDouble(film -> -scores[index.number(film)]))
                                .toList());
            });
            return Evaluation.of(lists, split.test()).mean(user -> user.recall(20));
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
