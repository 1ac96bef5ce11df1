package io.cineai.analyze.local;

import static io.cineai.analyze.local.SampleFilms.ANALYST;
import static io.cineai.analyze.local.SampleFilms.told;
import static io.cineai.testkit.FilmBuilder.aFilm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.Movie;
import io.cineai.movie.Quote;
import io.cineai.movie.thematic.Era;
import io.cineai.movie.thematic.Theme;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReadingTest {
    private static final Lexicon LEXICON = Lexicon.of("themes.txt", "context.txt", "silences.txt");

    private static double points(Movie film, Theme theme) {
        return Reading.of(film, LEXICON).of(theme);
    }

    private static Era era(Movie film) {
        return ANALYST.themes(film).context().era();
    }

    @Test
    void aKeywordSaysMoreThanAWordOfTheOverview() {
        Movie keyword = aFilm("Untitled").withKeywords("obsession").build();
        Movie overview = told(aFilm("Untitled").build(), "An obsession.");

        assertTrue(points(keyword, Theme.OBSESSION) > points(overview, Theme.OBSESSION));
        assertTrue(points(overview, Theme.OBSESSION) > 0);
    }

    @Test
    void thereAreNoAngelsInLosAngeles() {
        assertEquals(0, points(aFilm("Untitled").withKeywords("los angeles").build(), Theme.FAITH_RELIGION));
    }

    @Test
    void howTheFilmWasMadeSaysLittle() {
        Movie story = told("The film follows a hunted thief.");
        Movie making = told("The film was produced by a hunted thief.");

        assertTrue(points(making, Theme.CRIME_UNDERWORLD) < points(story, Theme.CRIME_UNDERWORLD));
    }

    @Test
    void aNameIsNoWord() {
        Movie film = told("It is about Courtney Love and Michael J. Fox.");

        assertEquals(points(told(""), Theme.LOVE_ROMANCE), points(film, Theme.LOVE_ROMANCE));
        assertEquals(points(told(""), Theme.NATURE_HUMANITY), points(film, Theme.NATURE_HUMANITY));
    }

    @Test
    void aPieceOfALongTextIsQuotedAtWordBorders() {
        String overview = "word ".repeat(100) + "and then an unquenchable thirst for revenge, " + "again ".repeat(100);
        Movie film = told(overview);

        Quote quote = ANALYST.themes(film).evidence().stream()
                .filter(it -> it.field() == Quote.Field.OVERVIEW)
                .findFirst()
                .orElseThrow();

        assertTrue(quote.text().contains("revenge"), quote.text());
        assertTrue(quote.text().length() <= 120, quote.text());
        assertTrue((" " + overview).contains(" " + quote.text() + " "), quote.text());
    }

    @Nested
    class TheEra {
        @Test
        void isThatOfItsPeriodWords() {
            assertEquals(
                    Era.WORLD_WAR_TWO,
                    era(aFilm("Untitled").of(1998).withKeywords("world war ii").build()));
            assertEquals(
                    Era.MEDIEVAL,
                    era(aFilm("Untitled").of(1998).withKeywords("middle ages").build()));
        }

        @Test
        void isThatOfAYearThatIsNamed() {
            assertEquals(Era.NINETEENTH_CENTURY, era(told("In 1851 a clerk leaves for the coast.")));
            assertEquals(Era.FUTURE, era(told("In 2049 a clerk leaves for the coast.")));
        }

        @Test
        void isNotThatOfABookOrOfTheRelease() {
            assertEquals(Era.LATE_TWENTIETH, era(told("Based on the 1851 novel, it is a 1995 drama.")));
        }

        @Test
        void isItsOwnWhereNothingElseIsSaid() {
            assertEquals(Era.LATE_TWENTIETH, era(aFilm("Untitled").of(1985).build()));
            assertEquals(Era.UNKNOWN, era(aFilm("Untitled").of(0).build()));
            assertEquals(
                    Era.UNKNOWN,
                    era(aFilm("Untitled").of(1985).withGenres("History").build()));
        }
    }

    @Nested
    class AFact {
        private boolean holds(String fact, Movie film) {
            return Fact.of(fact).holds(FilmGenres.of(film), film);
        }

        private final Movie film = aFilm("Untitled")
                .of(1958)
                .lasting(125)
                .withGenres("Science Fiction", "Children", "Unheard Of")
                .build();

        @Test
        void isAGenreUnderAnyOfItsNames() {
            assertTrue(holds("Sci-Fi", film));
            assertTrue(holds("Family + Sci-Fi", film));
            assertFalse(holds("Family + War", film));
            assertFalse(holds("Sci-Fi + not Family", film));
            assertTrue(holds("any", film));
        }

        @Test
        void isAYearOrALength() {
            assertTrue(holds("from 1958 + until 1958", film));
            assertFalse(holds("from 1959", film));
            assertTrue(holds("over 124 min + under 126 min", film));
            assertFalse(holds("over 125 min", film));
        }

        @Test
        void isNothingThatIsUnknown() {
            Movie bare = aFilm("Untitled").of(0).lasting(0).build();

            for (String fact : new String[] {"from 1900", "until 2000", "over 100 min", "under 100 min"})
                assertFalse(holds(fact, bare), fact);
        }
    }

    @Test
    void aDirectorIsKnownByTheWholeName() {
        Movie malick =
                aFilm("Untitled").withGenres("Drama").by("Terrence Malick").build();
        Movie another = aFilm("Untitled").withGenres("Drama").by("Malick").build();

        assertNotEquals(ANALYST.style(malick).category(), ANALYST.style(another).category());
    }
}
