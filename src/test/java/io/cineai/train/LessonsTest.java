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
    /** Of six opinions on. */
    private static final Stretches ONE_MORE = new Stretches(5, 1, 3, 0);

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
        Lessons lessons = lessons(GENRES, ONE_MORE, 5);
        lessons.user(opinions(1, 0, 1, 2, 3, 4, 5, 6));

        SignalMatrix matrix = lessons.with(CATALOGUE, UNLIMITED);

        // three in five are features: the common one first; then what the user did after what, the latest first
        List<String> known = rows(matrix.byFilm(), matrix);
        List<String> said = rows(matrix.saidByFilm(), matrix);
        assertEquals(6, known.size());
        assertEquals("0=1.0 1=1.0 2=1.0 3=1.0 4=1.0 5=1.0 6=1.0", known.get(0));
        assertEquals(9, known.get(1).split(" ").length);
        assertEquals(known.subList(0, 4), said.subList(0, 4));
        assertEquals(List.of("1=1.0 2=1.0 3=1.0 4=1.0 5=1.0", "0=1.0 1=1.0 2=1.0 3=1.0 4=1.0"), known.subList(4, 6));
        assertEquals(List.of("6=1.0", "5=1.0"), said.subList(4, 6));
    }

    @Test
    void whereFeaturesLeaveRoomStretchesTakeIt() {
        Lessons lessons = lessons(NONE, ONE_MORE, 3);
        lessons.user(opinions(1, 0, 1, 2, 3, 4, 5, 6, 7, 8));

        assertEquals(List.of("8=1.0", "7=1.0", "6=1.0"), stretches(lessons, 1));
    }

    @Test
    void ofEachUserTheLatestStretchComesBeforeAnyonesSecond() {
        Lessons lessons = lessons(NONE, ONE_MORE, 3);
        lessons.user(opinions(1, 0, 1, 2, 3, 4, 5, 6));
        lessons.user(opinions(1, 5, 6));
        lessons.user(opinions(1, 9, 8, 7, 6, 5, 4));

        assertEquals(List.of("6=1.0", "4=1.0", "5=1.0"), stretches(lessons, 3));
    }

    @Test
    void moreUsersThanRoomLeaveNoStretches() {
        Lessons lessons = lessons(GENRES, ONE_MORE, 2);
        for (int user = 0; user < 3; user++) lessons.user(opinions(1, 0, 1, 2, 3, 4, 5, 6));

        SignalMatrix matrix = lessons.with(CATALOGUE, UNLIMITED);

        assertEquals(3, matrix.users());
        assertEquals(4, matrix.rows());
    }

    @Test
    void besideUsersWhoCanBeSolvedThereIsNoMoreThanTheyLeave() {
        Lessons fitting = lessons(GENRES, ONE_MORE, 100);
        for (int user = 0; user < 3; user++) fitting.user(opinions(1, 0, 1, 2, 3, 4, 5, 6));
        assertEquals(8, fitting.with(CATALOGUE, 8).rows());

        Lessons beyond = lessons(GENRES, ONE_MORE, 5);
        for (int user = 0; user < 3; user++) beyond.user(opinions(1, 0, 1, 2, 3, 4, 5, 6));
        assertEquals(8, beyond.with(CATALOGUE, 3).rows(), "films are solved then, and rows cost nothing");
    }

    @Test
    void withoutRoomUsersAloneTeach() {
        Lessons lessons = lessons(GENRES, ONE_MORE, 0);
        lessons.user(opinions(1, 0, 1, 2, 3, 4, 5, 6));

        assertEquals(1, lessons.with(CATALOGUE, UNLIMITED).rows());
        assertThrows(IllegalArgumentException.class, () -> lessons(GENRES, ONE_MORE, -1));
    }

    @Test
    void onlyALikeIsALikeAndFeaturesAreNoUsers() {
        Lessons lessons = lessons(GENRES, ONE_MORE, 100);
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
        Lessons lessons = lessons(GENRES, ONE_MORE, 100);
        lessons.user(List.of());
        lessons.user(opinions(1, 0));
        lessons.user(List.of());

        SignalMatrix matrix = lessons.with(CATALOGUE, UNLIMITED);

        assertEquals(1, matrix.users());
        assertEquals(1, matrix.likers(0));
        assertEquals("0=1.0", rows(matrix.byFilm(), matrix).get(0));
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

    /** What is said from the rows behind these. */
    private static List<String> stretches(Lessons lessons, int behind) {
        SignalMatrix matrix = lessons.with(CATALOGUE, UNLIMITED);
        return rows(matrix.saidByFilm(), matrix).subList(behind, matrix.rows());
    }

    private static List<String> rows(Compressed byFilm, SignalMatrix matrix) {
        Compressed byRow = byFilm.transposed(matrix.rows());
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
