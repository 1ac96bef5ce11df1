package io.cineai.train;

import static io.cineai.testkit.FilmBuilder.aFilm;
import static io.cineai.testkit.FilmBuilder.idOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cineai.movie.Facet;
import io.cineai.movie.FilmIndex;
import io.cineai.movie.Movie;
import io.cineai.taste.TasteProfile.Opinion;
import io.cineai.train.FeatureRows.Lesson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LessonsTest {
    private static final FeatureRows GENRES = new FeatureRows(Map.of(Facet.GENRE, new Lesson(1, 1)), 1);
    private static final FeatureRows NONE = new FeatureRows(Map.of(), 1);
    private static final Stretches PAIRS = new Stretches(2, 3, 0.5);
    private static final int UNLIMITED = 1_000;

    /** Films 0 to 9, each of its own genre and of one that all but the last have. */
    private static final List<Movie> CATALOGUE = IntStream.range(0, 10)
            .mapToObj(n -> aFilm("Film " + n)
                    .withGenres("Genre " + n, n == 9 ? "Other" : "Common")
                    .build())
            .toList();

    private final FilmIndex index = new FilmIndex();

    @Test
    void aRowAUserThenOneAFeatureThenOneAStretch() {
        Lessons lessons = lessons(GENRES, PAIRS, 5);
        lessons.user(opinions(1, 0, 1, 2));

        List<String> rows = rows(lessons.with(CATALOGUE, UNLIMITED));

        // three in five are features: the common one first; then what the user did in one go, the latest first
        assertEquals(6, rows.size());
        assertEquals("0=1.0 1=1.0 2=1.0", rows.get(0));
        assertEquals(9, rows.get(1).split(" ").length);
        assertEquals(List.of("1=0.5 2=0.5", "0=0.5 1=0.5"), rows.subList(4, 6));
    }

    @Test
    void whereFeaturesLeaveRoomStretchesTakeIt() {
        Lessons lessons = lessons(NONE, PAIRS, 3);
        lessons.user(opinions(1, 0, 1, 2, 3, 4));

        assertEquals(
                List.of("3=0.5 4=0.5", "2=0.5 3=0.5", "1=0.5 2=0.5"),
                rows(lessons.with(CATALOGUE, UNLIMITED)).subList(1, 4));
    }

    @Test
    void ofEachUserTheLatestStretchComesBeforeAnyonesSecond() {
        Lessons lessons = lessons(NONE, PAIRS, 3);
        lessons.user(opinions(1, 0, 1, 2));
        lessons.user(opinions(1, 5, 6));
        lessons.user(opinions(1, 7, 8, 9));

        assertEquals(
                List.of("1=0.5 2=0.5", "8=0.5 9=0.5", "0=0.5 1=0.5"),
                rows(lessons.with(CATALOGUE, UNLIMITED)).subList(3, 6));
    }

    @Test
    void moreUsersThanRoomLeaveNoStretches() {
        Lessons lessons = lessons(GENRES, PAIRS, 2);
        for (int user = 0; user < 3; user++) lessons.user(opinions(1, 0, 1, 2));

        SignalMatrix matrix = lessons.with(CATALOGUE, UNLIMITED);

        assertEquals(3, matrix.users());
        assertEquals(4, matrix.rows());
    }

    @Test
    void besideUsersWhoCanBeSolvedThereIsNoMoreThanTheyLeave() {
        Lessons fitting = lessons(GENRES, PAIRS, 100);
        for (int user = 0; user < 3; user++) fitting.user(opinions(1, 0, 1, 2));
        assertEquals(8, fitting.with(CATALOGUE, 8).rows());

        Lessons beyond = lessons(GENRES, PAIRS, 5);
        for (int user = 0; user < 3; user++) beyond.user(opinions(1, 0, 1, 2));
        assertEquals(8, beyond.with(CATALOGUE, 3).rows(), "films are solved then, and rows cost nothing");
    }

    @Test
    void withoutRoomUsersAloneTeach() {
        Lessons lessons = lessons(GENRES, PAIRS, 0);
        lessons.user(opinions(1, 0, 1, 2));

        assertEquals(1, lessons.with(CATALOGUE, UNLIMITED).rows());
        assertThrows(IllegalArgumentException.class, () -> lessons(GENRES, PAIRS, -1));
    }

    @Test
    void onlyALikeIsALikeAndFeaturesAreNoUsers() {
        Lessons lessons = lessons(GENRES, PAIRS, 100);
        lessons.user(opinions(1, 0));
        lessons.user(opinions(0.5, 0, 1));
        lessons.user(opinions(-0.3, 1));

        SignalMatrix matrix = lessons.with(CATALOGUE, UNLIMITED);

        assertEquals(1, lessons.likes(0));
        assertEquals(0, lessons.likes(1));
        assertEquals(0, lessons.likes(9));
        assertEquals(2, matrix.likers(0));
        assertEquals(1, matrix.likers(1));
        assertEquals(3, matrix.users());
    }

    @Test
    void whoThinksNothingIsNotCounted() {
        Lessons lessons = lessons(GENRES, PAIRS, 100);
        lessons.user(List.of());
        lessons.user(opinions(1, 0));
        lessons.user(List.of());

        SignalMatrix matrix = lessons.with(CATALOGUE, UNLIMITED);

        assertEquals(1, matrix.users());
        assertEquals(1, matrix.likers(0));
        assertEquals("0=1.0", rows(matrix).get(0));
    }

    private Lessons lessons(FeatureRows features, Stretches stretches, int room) {
        CATALOGUE.forEach(film -> index.number(film.id()));
        return new Lessons(features, stretches, room, index);
    }

    private static List<Opinion> opinions(double grade, int... films) {
        return Arrays.stream(films)
                .mapToObj(film -> new Opinion(idOf("Film " + film), grade, grade))
                .toList();
    }

    private static List<String> rows(SignalMatrix matrix) {
        Compressed byRow = matrix.byFilm().transposed(matrix.rows());
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < byRow.lines(); row++) {
            StringBuilder line = new StringBuilder();
            for (int e = byRow.start()[row]; e < byRow.start()[row + 1]; e++)
                line.append(byRow.column()[e])
                        .append('=')
                        .append(byRow.value()[e])
                        .append(' ');
            rows.add(line.toString().strip());
        }
        return rows;
    }
}
