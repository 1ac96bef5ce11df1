package io.cineai.recommend.likeness;

import static io.cineai.testkit.FilmBuilder.aFilm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.Movie;
import io.cineai.recommend.SampleEvidence;
import io.cineai.testkit.FilmBuilder;
import java.util.List;
import java.util.Map;
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
    void genresCountTenTimesAsMuchAsPeople() {
        Movie sameGenres = aFilm("Ronin")
                .withGenres("Crime", "Drama", "Thriller")
                .by("John Frankenheimer")
                .build();
        Movie samePeople = aFilm("Clue")
                .withGenres("Comedy")
                .by("Michael Mann")
                .with("Al Pacino")
                .build();

        assertEquals(0.84 / 0.90, between(HEAT.build(), sameGenres), 1e-12);
        assertEquals(0.06 / 0.90, between(HEAT.build(), samePeople), 1e-12);
    }

    @Test
    void whatIsSharedCountsByItsPartOfTheWhole() {
        Movie half =
                aFilm("Serpico").withGenres("Crime", "Drama").with("Al Pacino").build();

        assertEquals((0.84 * 2 / 3 + 0.06 / 2) / 0.90, between(HEAT.build(), half), 1e-12);
        assertEquals(between(HEAT.build(), half), between(half, HEAT.build()), 0);
    }

    @Test
    void filmsOfWhichNothingIsKnownAreNotAlike() {
        assertEquals(0, between(aFilm("A").build(), aFilm("B").build()), 0);
    }

    @Test
    void whatBothHaveOfTheAnalysesCountsToo() {
        Movie ronin =
                aFilm("Ronin").withGenres("Crime").about("loyalty", "betrayal").build();
        Movie thief = aFilm("Thief").withGenres("Crime").about("loyalty").build();
        Movie plain = aFilm("Serpico").withGenres("Crime").build();

        // genres 0.84 of 0.84, people 0 of 0.06, themes half of 0.05
        assertEquals((0.84 + 0.025) / 0.95, between(ronin, thief), 1e-12);
        assertEquals(0.84 / 0.90, between(ronin, plain), 1e-12);
    }

    @Test
    void aStyleIsItsWordAndItsTraitsAndAnArcIsTheSameOrNot() {
        Movie heat = aFilm("Heat")
                .looking("neo_noir", "light low_key", "shots wide")
                .feeling("tragic_fall", List.of(), Map.of())
                .build();
        Movie thief = aFilm("Thief")
                .looking("neo_noir", "light low_key")
                .feeling("tragic_fall", List.of(), Map.of())
                .build();
        Movie clue = aFilm("Clue")
                .looking("stylized")
                .feeling("rollercoaster", List.of(), Map.of())
                .build();

        assertEquals((0.03 * 2 / 3 + 0.02) / 0.95, between(heat, thief), 1e-12);
        assertEquals(0, between(heat, clue), 0);
    }

    @Test
    void filmsWhoseStyleCannotBeToldHaveNoneInCommon() {
        Movie clue = aFilm("Clue")
                .looking("unknown")
                .feeling("unknown", List.of(), Map.of())
                .about("unknown")
                .build();
        Movie heat = aFilm("Heat")
                .looking("unknown")
                .feeling("unknown", List.of(), Map.of())
                .about("unknown")
                .build();

        assertEquals(0, between(clue, heat), 0);
    }

    @Test
    void filmsOfOneFranchiseAreAlikeWhateverElseTheyAre() {
        Movie alien = aFilm("Alien").withGenres("Horror").by("Ridley Scott").build();
        Movie sequel = aFilm("Alien: Resurrection").withGenres("Action").build();

        assertEquals(0.9, between(alien, sequel), 0);
    }

    @Test
    void likenessIsTheSameBothWaysInItsRangeAndNoOtherWhereLessWouldDo() {
        List<FilmTraits> traits =
                SampleEvidence.analysed().values().stream().map(FilmTraits::of).toList();
        for (FilmTraits a : traits)
            for (FilmTraits b : traits) {
                double alike = FilmSimilarity.between(a, b);
                assertTrue(alike >= 0 && alike <= 1, "likeness " + alike);
                assertEquals(alike, FilmSimilarity.between(b, a), 0);
                for (double least : new double[] {0, alike - 1e-12, alike, 0.5, 1})
                    assertEquals(Math.max(least, alike), FilmSimilarity.atLeast(least, a, b), 0);
            }
    }

    private static double between(Movie a, Movie b) {
        return FilmSimilarity.between(FilmTraits.of(a), FilmTraits.of(b));
    }
}
