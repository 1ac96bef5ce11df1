package io.cineai.movie;

import static io.cineai.testkit.FilmBuilder.aFilm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.testkit.FilmBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FacetTest {
    @Test
    void aFilmHasWhatTheCatalogueAndTheAnalysesSay() {
        Movie heat = aFilm("Heat")
                .of(1995)
                .withGenres("Crime", "Drama")
                .by("Michael Mann")
                .with("Al Pacino")
                .withKeywords("heist")
                .told("A thief, and the detective.")
                .about("loyalty", "obsession")
                .looking("neo_noir", "light low_key")
                .feeling("tragic_fall", List.of(), Map.of("fear", 0.5))
                .build();

        assertEquals(List.of("Crime", "Drama"), words(Facet.GENRE, heat));
        assertEquals(List.of("Michael Mann"), words(Facet.DIRECTOR, heat));
        assertEquals(List.of("Al Pacino"), words(Facet.CAST, heat));
        assertEquals(List.of("heist"), words(Facet.KEYWORD, heat));
        assertEquals(List.of("loyalty", "obsession"), words(Facet.THEME, heat));
        assertEquals(List.of("neo_noir"), words(Facet.STYLE, heat));
        assertEquals(List.of("tragic_fall"), words(Facet.ARC, heat));
        assertEquals(List.of("1995"), words(Facet.ERA, heat));
        assertEquals(List.of("thief", "detective"), words(Facet.WORD, heat));
    }

    @ParameterizedTest
    @EnumSource
    void ofAFilmOfWhichNothingIsKnownThereAreNoWords(Facet facet) {
        assertEquals(List.of(), words(facet, aFilm("Heat").of(0).build()));
    }

    @Test
    void fiveYearsAreAnEra() {
        assertEquals(List.of("1990"), words(Facet.ERA, aFilm("Misery").of(1990).build()));
        assertEquals(List.of("1990"), words(Facet.ERA, aFilm("Speed").of(1994).build()));
    }

    @Test
    void whatCannotBeToldIsNothingThatFilmsHaveInCommon() {
        FilmBuilder untold = aFilm("Heat")
                .about("unknown", "loyalty", "loyalty")
                .looking("unknown", "unknown")
                .feeling("unknown", List.of(), Map.of());
        Portrait portrait = untold.build().portrait();

        assertEquals(List.of("loyalty"), words(Facet.THEME, untold.build()));
        assertEquals(List.of(), words(Facet.STYLE, untold.build()));
        assertEquals(List.of(), words(Facet.ARC, untold.build()));
        assertEquals(Optional.of(List.of()), portrait.look().map(Portrait.Look::traits));
    }

    @Test
    void wordsThatEveryTextHasAreNone() {
        assertTrue(
                Words.of("The story of a film in which they and its of to be").isEmpty());
    }

    @Test
    void wordsAreLowerCaseWithoutAccentsInTheSingularOfThreeLettersOrMore() {
        assertEquals(
                List.of("detective", "chase", "thief", "thief"),
                Words.of("Détective chases THIEF; it's 1995: ox 42 THIEF."));
    }

    @Test
    void accentsFallAndOtherMarksBelongToTheirLetters() {
        // "cafe" with the accent as a character of its own; Hindi "film" and "hindi", whose vowels are marks.
        assertEquals(List.of("cafe"), Words.of("Cafe\u0301"));
        assertEquals(List.of("हिन्दी", "चित्र"), Words.of("हिन्दी, चित्र"));
    }

    private static List<String> words(Facet facet, Movie film) {
        return List.copyOf(facet.of(film));
    }
}
