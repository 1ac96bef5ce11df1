package io.cineai.query;

import static io.cineai.testkit.FilmBuilder.aFilm;
import static io.cineai.testkit.QueryBuilder.aQuery;
import static io.cineai.testkit.QueryBuilder.between;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.movie.Movie;
import io.cineai.movie.emotion.Mood;
import io.cineai.movie.thematic.Theme;
import io.cineai.query.ParsedQuery.Genres;
import io.cineai.query.ParsedQuery.Parser;
import io.cineai.query.Person.Role;
import io.cineai.query.Shift.Direction;
import io.cineai.testkit.QueryBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefinementTest {
    private static final Movie HEAT = aFilm("Heat").build();
    private static final Movie ALIEN = aFilm("Alien").build();

    private static ParsedQuery refined(QueryBuilder earlier, QueryBuilder later) {
        return Refinement.of(earlier.build(), later.build());
    }

    private static List<String> titles(List<FilmReference> films) {
        return films.stream().map(FilmReference::title).toList();
    }

    @Test
    void whatIsWantedAddsUp() {
        ParsedQuery query = refined(
                aQuery().like(HEAT).of("Crime").about(Theme.GUILT).saying("chess"),
                aQuery().more(Axis.FUNNY).of("Comedy").about(Theme.FRIENDSHIP).inMood(Mood.CHEERFUL));

        assertEquals(List.of("Heat"), titles(query.references()));
        assertEquals(List.of("Crime", "Comedy"), query.genres().include());
        assertEquals(List.of(Theme.GUILT, Theme.FRIENDSHIP), query.themes());
        assertEquals(List.of(Mood.CHEERFUL), query.moods());
        assertEquals(List.of(new Shift(Axis.FUNNY, Direction.MORE)), query.shifts());
        assertEquals(List.of("chess"), query.unresolved());
        assertEquals(Intent.SIMILAR_TO, query.intent());
    }

    @Test
    void whatIsExcludedAddsUp() {
        ParsedQuery query = refined(
                aQuery().without("violent").noGenre("Horror"),
                aQuery().without("1980s").noGenre("War"));

        assertEquals(List.of("violent", "1980s"), query.exclude());
        assertEquals(List.of("Horror", "War"), query.genres().exclude());
    }

    @Test
    void theLaterWordHolds() {
        ParsedQuery query = refined(
                aQuery().like(HEAT)
                        .more(Axis.DARK)
                        .of("Horror", "Crime")
                        .inMood(Mood.SCARY)
                        .with("Al Pacino", Role.ACTOR)
                        .without("sad")
                        .watchedBy(Audience.ADULTS)
                        .atMost(5),
                aQuery().unlike(HEAT)
                        .less(Axis.DARK)
                        .noGenre("Horror")
                        .inMood(Mood.SAD)
                        .without("scary", "Al Pacino")
                        .watchedBy(Audience.TEENS)
                        .atMost(3));

        assertEquals(List.of(), query.references());
        assertEquals(List.of("Heat"), titles(query.dissimilar()));
        assertEquals(List.of(new Shift(Axis.DARK, Direction.LESS)), query.shifts());
        assertEquals(new Genres(List.of("Crime"), List.of("Horror")), query.genres());
        assertEquals(List.of(Mood.SAD), query.moods());
        assertEquals(List.of("scary", "Al Pacino"), query.exclude());
        assertEquals(List.of(), query.people());
        assertEquals(Optional.of(Audience.TEENS), query.audience());
        assertEquals(Optional.of(3), query.limit());
    }

    @Test
    void boundsNarrowUnlessTheyCannotBothHold() {
        ParsedQuery nineties = aQuery().from(between(1990, 1999)).build();
        Range before1995 = new Range(Optional.empty(), Optional.of(1994));
        Range after2000 = new Range(Optional.of(2001), Optional.empty());

        assertEquals(
                between(1990, 1994),
                Refinement.of(nineties, aQuery().from(before1995).build()).years());
        assertEquals(
                after2000,
                Refinement.of(nineties, aQuery().from(after2000).build()).years());
        assertEquals(
                between(1990, 1999),
                Refinement.of(nineties, aQuery().like(ALIEN).build()).years());
    }

    @Test
    void itIsAsSureAsTheLessSureOfTheTwo() {
        ParsedQuery query = refined(aQuery().sure(0.9).readBy(Parser.MODEL), aQuery().sure(0.4));

        assertEquals(0.4, query.confidence());
        assertEquals(Parser.LOCAL, query.parser());
    }

    @Test
    void aFilmThatIsNamedAgainIsNamedOnce() {
        assertEquals(
                List.of("Heat", "Alien"),
                titles(refined(
                                aQuery().like(HEAT).unlike(ALIEN),
                                aQuery().like(ALIEN).like(HEAT))
                        .references()));
    }
}
