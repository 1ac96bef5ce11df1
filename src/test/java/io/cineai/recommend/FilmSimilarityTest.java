package io.cineai.recommend;

import static io.cineai.testkit.FilmBuilder.aFilm;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.movie.Movie;
import io.cineai.recommend.FilmSimilarity.Traits;
import io.cineai.testkit.FilmBuilder;
import org.junit.jupiter.api.Test;

class FilmSimilarityTest {
    private static final FilmBuilder HEAT = aFilm("Heat")
            .withGenres("Crime", "Drama", "Thriller")
            .by("Michael Mann")
            .with("Al Pacino");

    @Test
    void twinsAreAsLikeAsCanBe() {
        Movie twin = aFilm("Heat II")
                .withGenres("Thriller", "Crime", "Drama")
                .by("Al Pacino")
                .with("Michael Mann")
                .build();

        assertEquals(1, between(HEAT.build(), twin), 1e-12);
    }

    @Test
    void genresCountFourTimesAsMuchAsPeople() {
        Movie sameGenres = aFilm("Ronin")
                .withGenres("Crime", "Drama", "Thriller")
                .by("John Frankenheimer")
                .build();
        Movie samePeople = aFilm("Clue")
                .withGenres("Comedy")
                .by("Michael Mann")
                .with("Al Pacino")
                .build();

        assertEquals(0.8, between(HEAT.build(), sameGenres), 1e-12);
        assertEquals(0.2, between(HEAT.build(), samePeople), 1e-12);
    }

    @Test
    void whatIsSharedCountsByItsPartOfTheWhole() {
        Movie half =
                aFilm("Serpico").withGenres("Crime", "Drama").with("Al Pacino").build();

        assertEquals(0.8 * 2 / 3 + 0.2 / 2, between(HEAT.build(), half), 1e-12);
        assertEquals(between(HEAT.build(), half), between(half, HEAT.build()), 0);
    }

    @Test
    void filmsOfWhichNothingIsKnownAreNotAlike() {
        assertEquals(0, between(aFilm("A").build(), aFilm("B").build()), 0);
    }

    private static double between(Movie a, Movie b) {
        return FilmSimilarity.between(Traits.of(a), Traits.of(b));
    }
}
