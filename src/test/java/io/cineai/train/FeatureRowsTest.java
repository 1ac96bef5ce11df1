package io.cineai.train;

import static io.cineai.testkit.FilmBuilder.aFilm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cineai.movie.Facet;
import io.cineai.movie.FilmIndex;
import io.cineai.movie.Movie;
import io.cineai.train.FeatureRows.Lesson;
import io.cineai.train.FeatureRows.Row;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeatureRowsTest {
    private static final List<Movie> FILMS = List.of(
            aFilm("Heat").withGenres("Crime", "Drama").by("Michael Mann").build(),
            aFilm("Thief").withGenres("Crime").by("Michael Mann").build(),
            aFilm("Ronin").withGenres("Crime").by("John Frankenheimer").build(),
            aFilm("Clue").withGenres("Comedy", "Drama", "Comedy").build());
    private static final Lesson GENRES = new Lesson(0.5, 1);
    private static final Lesson PEOPLE = new Lesson(2, 2);

    @Test
    void aFeatureIsARowOfTheFilmsThatHaveItTheRarerTheWeightier() {
        FeatureRows rows = new FeatureRows(Map.of(Facet.GENRE, GENRES, Facet.DIRECTOR, PEOPLE), 1);

        assertEquals(
                List.of(
                        new Row(Facet.GENRE, "Crime", List.of(0, 1, 2), 0.5 * Math.log(4 / 3.0)),
                        new Row(Facet.GENRE, "Drama", List.of(0, 3), 0.5 * Math.log(2)),
                        new Row(Facet.DIRECTOR, "Michael Mann", List.of(0, 1), 2 * Math.log(2)),
                        new Row(Facet.GENRE, "Comedy", List.of(3), 0.5 * Math.log(4))),
                rows.of(FILMS, new FilmIndex(), 100));
    }

    @Test
    void whatMostFilmsHaveTellsNothing() {
        FeatureRows rows = new FeatureRows(Map.of(Facet.GENRE, GENRES), 0.5);

        assertEquals(List.of("Drama", "Comedy"), words(rows, 100));
    }

    @Test
    void whereThereIsNoRoomThoseThatMostFilmsHaveAreTaken() {
        FeatureRows rows = new FeatureRows(Map.of(Facet.GENRE, GENRES), 1);

        assertEquals(List.of("Crime", "Drama"), words(rows, 2));
        assertEquals(List.of(), words(rows, 0));
    }

    @Test
    void filmsKeepTheNumbersThatTheyHave() {
        FilmIndex index = new FilmIndex();
        index.number(FILMS.get(3).id());

        assertEquals(
                List.of(0),
                new FeatureRows(Map.of(Facet.GENRE, GENRES), 0.25)
                        .of(FILMS, index, 1)
                        .get(0)
                        .films());
    }

    @Test
    void settingsOutsideTheirRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Lesson(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Lesson(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new FeatureRows(Map.of(), 0));
        assertThrows(IllegalArgumentException.class, () -> new FeatureRows(Map.of(), 1.1));
    }

    private static List<String> words(FeatureRows rows, int most) {
        return rows.of(FILMS, new FilmIndex(), most).stream().map(Row::word).toList();
    }
}
