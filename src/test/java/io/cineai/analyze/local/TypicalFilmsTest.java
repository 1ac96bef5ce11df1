package io.cineai.analyze.local;

import static io.cineai.analyze.local.SampleFilms.ANALYST;
import static io.cineai.analyze.local.SampleFilms.sample;
import static io.cineai.analyze.local.SampleFilms.told;
import static io.cineai.testkit.FilmBuilder.aFilm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.Movie;
import io.cineai.movie.emotion.Arc;
import io.cineai.movie.emotion.Ending;
import io.cineai.movie.style.Saturation;
import io.cineai.movie.style.StyleCategory;
import io.cineai.movie.thematic.Era;
import io.cineai.movie.thematic.ThematicProfile.WeightedTheme;
import io.cineai.movie.thematic.Theme;
import io.cineai.movie.thematic.Tone;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Films of which nobody would say otherwise. None of them is among those that the analyst is measured on. */
class TypicalFilmsTest {
    private static void isAbout(Movie film, Theme... themes) {
        List<Theme> found =
                ANALYST.themes(film).themes().stream().map(WeightedTheme::theme).toList();
        assertTrue(found.containsAll(List.of(themes)), film.title() + ": " + found);
    }

    private static void looks(Movie film, StyleCategory category) {
        assertEquals(category, ANALYST.style(film).category(), film.title());
    }

    private static void goes(Movie film, Arc arc, Ending ending) {
        assertEquals(arc, ANALYST.journey(film).arc(), film.title());
        assertEquals(ending, ANALYST.journey(film).ending(), film.title());
    }

    @Test
    void aFilmNoir() {
        Movie film = sample("Double Indemnity", 1944);

        isAbout(film, Theme.GREED, Theme.GUILT, Theme.CRIME_UNDERWORLD);
        looks(film, StyleCategory.NOIR);
        assertEquals(Ending.SAD, ANALYST.journey(film).ending());
        assertEquals(Saturation.MONOCHROME, ANALYST.style(film).palette().saturation());
    }

    @Test
    void aNeoNoir() {
        Movie film = sample("Chinatown", 1974);

        isAbout(film, Theme.POWER_CORRUPTION, Theme.TRUTH_DECEPTION);
        looks(film, StyleCategory.NEO_NOIR);
        goes(film, Arc.RICHES_TO_RAGS, Ending.SAD);
        assertTrue(ANALYST.themes(film).tone().contains(Tone.DARK));
    }

    @Test
    void aWestern() {
        Movie film = sample("The Good, the Bad and the Ugly", 1966);

        isAbout(film, Theme.GREED, Theme.WAR_AND_ITS_COST);
        looks(film, StyleCategory.WESTERN);
        assertEquals(Era.NINETEENTH_CENTURY, ANALYST.themes(film).context().era());
    }

    @Test
    void aTragedyInSong() {
        Movie film = sample("West Side Story", 1961);

        isAbout(film, Theme.FORBIDDEN_LOVE, Theme.PREJUDICE, Theme.LOVE_ROMANCE);
        looks(film, StyleCategory.MUSICAL);
        goes(film, Arc.ICARUS, Ending.SAD);
    }

    @Test
    void aQuietFilmOfOldAge() {
        Movie film = sample("Tokyo Story", 1953);

        isAbout(film, Theme.AGING_TIME, Theme.MORTALITY, Theme.FAMILY_BONDS);
        looks(film, StyleCategory.MINIMALIST);
        assertTrue(ANALYST.style(film).editingPace().value() < 0.3);
    }

    @Test
    void aFilmOfThePoor() {
        Movie film = sample("Bicycle Thieves", 1948);

        isAbout(film, Theme.FAMILY_BONDS, Theme.CLASS_DIVIDE);
        looks(film, StyleCategory.REALIST);
        assertEquals(Era.POSTWAR, ANALYST.themes(film).context().era());
    }

    @Test
    void aDrawnFilm() {
        looks(sample("Snow White and the Seven Dwarfs", 1937), StyleCategory.DRAWN_ANIMATION);
        looks(sample("Princess Mononoke", 1997), StyleCategory.DRAWN_ANIMATION);
        looks(sample("Fantastic Mr. Fox", 2009), StyleCategory.DRAWN_ANIMATION);
        isAbout(sample("Princess Mononoke", 1997), Theme.NATURE_HUMANITY, Theme.WAR_AND_ITS_COST);
    }

    @Test
    void aComputerAnimation() {
        Movie film = sample("Toy Story", 1995);

        isAbout(film, Theme.FRIENDSHIP, Theme.IDENTITY_CRISIS);
        looks(film, StyleCategory.COMPUTER_ANIMATION);
        goes(film, Arc.MAN_IN_A_HOLE, Ending.HAPPY);
    }

    @Test
    void aScienceFictionHorror() {
        Movie film = sample("Alien", 1979);

        isAbout(film, Theme.SURVIVAL, Theme.FEAR_UNKNOWN);
        assertEquals(Era.FUTURE, ANALYST.themes(film).context().era());
        assertTrue(ANALYST.themes(film).tone().contains(Tone.TENSE));
    }

    @Test
    void aBlockbuster() {
        looks(sample("Jurassic Park", 1993), StyleCategory.BLOCKBUSTER);
        looks(sample("Mad Max: Fury Road", 2015), StyleCategory.BLOCKBUSTER);
        isAbout(sample("Mad Max: Fury Road", 2015), Theme.SURVIVAL, Theme.RESISTANCE_FREEDOM);
    }

    @Test
    void aWarFilm() {
        Movie film = sample("Full Metal Jacket", 1987);

        isAbout(film, Theme.WAR_AND_ITS_COST);
        looks(film, StyleCategory.GRITTY);
        goes(film, Arc.RICHES_TO_RAGS, Ending.SAD);
    }

    @Test
    void aDocumentary() {
        looks(sample("Grizzly Man", 2005), StyleCategory.DOCUMENTARY);
        isAbout(sample("Grizzly Man", 2005), Theme.NATURE_HUMANITY, Theme.OBSESSION);
    }

    @Test
    void aRiseAndFall() {
        goes(sample("Barry Lyndon", 1975), Arc.ICARUS, Ending.SAD);
        goes(sample("A Star Is Born", 2018), Arc.ICARUS, Ending.SAD);
    }

    @Test
    void aBleakFilmIsNoHappierForItsComedy() {
        Movie film = aFilm("Withnail and I")
                .of(1987)
                .withGenres("Comedy", "Drama")
                .withKeywords("unemployed actors", "farewell", "bittersweet ending", "1960s")
                .build();

        assertEquals(Ending.BITTERSWEET, ANALYST.journey(film).ending());
        assertEquals(Era.POSTWAR, ANALYST.themes(film).context().era());
    }

    @Test
    void aDirectorsFilmsEndAlike() {
        Movie bleak = aFilm("Untitled")
                .of(1996)
                .withGenres("Drama")
                .by("Lars von Trier")
                .build();
        Movie cheerful = aFilm("Untitled")
                .of(1936)
                .withGenres("Comedy")
                .by("Frank Capra")
                .build();

        assertEquals(Ending.SAD, ANALYST.journey(bleak).ending());
        assertEquals(Ending.HAPPY, ANALYST.journey(cheerful).ending());
    }

    @Test
    void anOverviewAloneIsEnough() {
        Movie film = told(
                aFilm("Untitled").of(2003).withGenres("Comedy", "Romance").build(),
                "Two strangers who cannot stand each other fall in love while planning the wedding of their best"
                        + " friends.");

        isAbout(film, Theme.LOVE_ROMANCE, Theme.FRIENDSHIP);
        goes(film, Arc.CINDERELLA, Ending.HAPPY);
    }
}
