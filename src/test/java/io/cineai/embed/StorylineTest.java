package io.cineai.embed;

import static io.cineai.testkit.FilmBuilder.aFilm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.Movie;
import java.util.List;
import org.junit.jupiter.api.Test;

class StorylineTest {
    @Test
    void saysWhatAFilmIsWhoMadeItAndWhatItIsAbout() {
        Movie film = aFilm("Heat")
                .withGenres("Crime", "Drama")
                .by("Michael Mann")
                .with("Al Pacino")
                .withKeywords("heist")
                .build();

        assertEquals(
                "Heat (1995)\nGenres: Crime, Drama\nDirected by Michael Mann\nWith Al Pacino\nKeywords: heist",
                Storyline.of(film).text());
    }

    @Test
    void aTitleIsEnough() {
        assertEquals("Heat", Storyline.of(aFilm("Heat").of(0).build()).text());
    }

    @Test
    void noTextHasMoreTokensThanAModelTakes() {
        Movie plain = aFilm("Heat").build();
        Movie film = new Movie(
                plain.id(), "Heat", 1995, List.of(), List.of(), List.of(), List.of(), 0, "🎬é".repeat(9_000), "");

        Storyline text = Storyline.of(film);

        assertTrue(text.mostTokens() <= 8_000 && text.mostTokens() > 7_990, text.mostTokens() + " bytes");
        assertTrue(Character.isLetter(text.text().codePointBefore(text.text().length()))
                || text.text().endsWith("🎬"));
    }
}
