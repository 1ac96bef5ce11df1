package io.cineai.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.movie.MovieId;
import io.cineai.movie.emotion.Mood;
import io.cineai.query.ParsedQuery.Genres;
import io.cineai.query.ParsedQuery.Parser;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QualityTest {
    private static final FilmReference ALIEN =
            new FilmReference("Alien", 1979, Optional.of(new MovieId(new UUID(0, 1))));
    private static final FilmReference NOT_THERE = new FilmReference("Solaris", 1972, Optional.empty());

    private static ParsedQuery parse(List<FilmReference> references, List<Mood> moods, List<String> unresolved) {
        return new ParsedQuery(
                Intent.DISCOVER,
                references,
                List.of(),
                List.of(),
                Genres.ANY,
                moods,
                List.of(),
                List.of(),
                List.of(),
                unresolved,
                List.of(),
                Range.ALL,
                Range.ALL,
                Optional.empty(),
                Optional.empty(),
                0.5,
                Parser.LOCAL);
    }

    @Test
    void isWholeWhereEveryWordIsAccountedFor() {
        assertEquals(1, Quality.of(parse(List.of(ALIEN), List.of(), List.of()), "something like Alien"));
    }

    @Test
    void losesTheWordsThatWereNotUnderstood() {
        assertEquals(
                0.6,
                Quality.of(
                        parse(List.of(), List.of(Mood.SAD), List.of("in Venice")), "something sad in Venice, please"),
                1e-9);
    }

    @Test
    void losesFilmsThatTheCatalogueLacks() {
        assertEquals(0.5, Quality.of(parse(List.of(ALIEN, NOT_THERE), List.of(), List.of()), "like Alien or Solaris"));
    }

    @Test
    void isNothingWhereNothingWasUnderstood() {
        assertEquals(0, Quality.of(parse(List.of(), List.of(), List.of()), "how do I boil an egg"));
        assertEquals(0, Quality.of(parse(List.of(), List.of(), List.of("boil an egg")), "boil an egg"));
    }
}
