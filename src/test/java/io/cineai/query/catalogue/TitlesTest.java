package io.cineai.query.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.movie.MovieId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitlesTest {
    private final Titles titles = new Titles(List.of(
            film("The Godfather", 1972, 9),
            film("The Godfather Part II", 1974, 8),
            film("Dune", 1984, 1),
            film("Dune", 2021, 5),
            film("2001: A Space Odyssey", 1968, 4)));

    @ParameterizedTest
    @CsvSource({
        "godfather, 1972",
        "the godfather 2, 1974",
        "the godfather part two, 1974",
        "dune, 2021",
        "2001 space odyssey, 1968",
        "a space odyssey, 1968"
    })
    void aTitleHasManyNames(String name, int year) {
        assertEquals(year, titles.of(Key.of(name), 0).orElseThrow().film().year());
    }

    @Test
    void aYearTellsFilmsOfOneTitleApart() {
        assertEquals(1984, titles.of(Key.of("Dune"), 1984).orElseThrow().film().year());
    }

    @Test
    void slipsAreForgiven() {
        assertEquals(List.of("godfather"), titles.near(Key.of("godfahter")));
    }

    private static Listed film(String title, int year, double popularity) {
        UUID id = UUID.nameUUIDFromBytes((title + year).getBytes(StandardCharsets.UTF_8));
        return new Listed(new MovieId(id), title, year, 100, popularity);
    }
}
