package io.cineai.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.Facet;
import io.cineai.movie.FilmIndex;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.movie.Neighbours;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContentNeighboursTest {
    private static final Movie HEAT = film("Heat", "Crime", "Michael Mann", "heist");
    private static final Movie COLLATERAL = film("Collateral", "Crime", "Michael Mann", "taxi");
    private static final Movie CASINO = film("Casino", "Crime", "Martin Scorsese", "casino");
    private static final Movie CLUE = film("Clue", "Comedy", "Jonathan Lynn", "mansion");

    @Test
    void theFilmThatSharesMoreIsNearer() {
        Map<Integer, Neighbours> rows = rows(ContentNeighbours.DEFAULT, HEAT, COLLATERAL, CASINO, CLUE);

        assertArrayEquals(new int[] {1, 2}, rows.get(0).films());
    }

    @Test
    void equalFilmsHaveCosineOne() {
        Movie remake = film("Heat again", "Crime", "Michael Mann", "heist");

        assertEquals(1, rows(ContentNeighbours.DEFAULT, HEAT, remake).get(0).weights()[0], 1e-6);
    }

    @Test
    void aCosineByHand() {
        double crime = Math.log(1 + 4 / 3.0);
        double one = Math.log(1 + 4 / 1.0);
        double two = Math.log(1 + 4 / 2.0);
        double heat = Math.sqrt(crime * crime + two * two + one * one);
        double casino = Math.sqrt(crime * crime + one * one + one * one);

        Neighbours row =
                rows(ContentNeighbours.DEFAULT, HEAT, COLLATERAL, CASINO, CLUE).get(0);

        assertEquals(crime * crime / (heat * casino), row.weights()[1], 1e-6);
    }

    @Test
    void aKindWithoutWeightCountsForNothing() {
        ContentNeighbours directorsOnly = new ContentNeighbours(Map.of(Facet.DIRECTOR, 1.0), 100);

        Map<Integer, Neighbours> rows = rows(directorsOnly, HEAT, COLLATERAL, CASINO);

        assertArrayEquals(new int[] {1}, rows.get(0).films());
        assertEquals(0, rows.get(2).size());
    }

    @Test
    void aFilmWithoutFeaturesHasNoNeighbours() {
        Movie unknown = new Movie(id("Untitled"), "Untitled", 0, List.of(), List.of(), List.of(), List.of(), 0, "", "");

        assertSame(
                Neighbours.NONE, rows(ContentNeighbours.DEFAULT, HEAT, unknown).get(1));
    }

    @Test
    void onlyTheNearestAreKept() {
        List<Movie> films = new ArrayList<>();
        for (int i = 0; i < 600; i++) films.add(film("Film " + i, "Crime", "Director " + i % 7, "keyword " + i % 11));

        Map<Integer, Neighbours> rows =
                rows(new ContentNeighbours(ContentNeighbours.DEFAULT.weights(), 20), films.toArray(Movie[]::new));

        assertEquals(600, rows.size());
        assertTrue(rows.values().stream().allMatch(row -> row.size() == 20));
    }

    private static Map<Integer, Neighbours> rows(ContentNeighbours content, Movie... films) {
        Map<Integer, Neighbours> rows = new TreeMap<>();
        content.train(List.of(films), new FilmIndex(), rows::put);
        return rows;
    }

    private static Movie film(String title, String genre, String director, String keyword) {
        return new Movie(
                id(title), title, 0, List.of(genre), List.of(director), List.of(), List.of(keyword), 0, "", "");
    }

    private static MovieId id(String title) {
        return new MovieId(UUID.nameUUIDFromBytes(title.getBytes(StandardCharsets.UTF_8)));
    }
}
