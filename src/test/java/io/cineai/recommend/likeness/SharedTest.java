package io.cineai.recommend.likeness;

import static io.cineai.testkit.FilmBuilder.aFilm;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.movie.Facet;
import io.cineai.movie.Movie;
import io.cineai.recommend.likeness.Shared.Trait;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SharedTest {
    private static final Movie HEAT = aFilm("Heat")
            .withGenres("Crime")
            .by("Michael Mann")
            .with("Al Pacino")
            .about("loyalty")
            .build();

    @Test
    void aDirectorTellsMoreThanAnActorAThemeAndAGenre() {
        Movie thief = aFilm("Thief")
                .withGenres("Crime")
                .by("Michael Mann")
                .with("Al Pacino")
                .about("loyalty")
                .build();
        Movie serpico = aFilm("Serpico")
                .withGenres("Crime")
                .with("Al Pacino")
                .about("loyalty")
                .build();
        Movie ronin = aFilm("Ronin").withGenres("Crime").about("loyalty").build();
        Movie clue = aFilm("Clue").withGenres("Crime").build();

        // each is shared by both films at hand: kind · ln 2
        assertEquals(trait(Facet.DIRECTOR, "Michael Mann", 1.5 * Math.log1p(1)), between(HEAT, thief));
        assertEquals(trait(Facet.CAST, "Al Pacino", 1.2 * Math.log1p(1)), between(HEAT, serpico));
        assertEquals(trait(Facet.THEME, "loyalty", Math.log1p(1)), between(HEAT, ronin));
        assertEquals(trait(Facet.GENRE, "Crime", 0.6 * Math.log1p(1)), between(HEAT, clue));
    }

    @Test
    void whatFewFilmsHaveTellsMore() {
        Movie thief = aFilm("Thief").withGenres("Crime", "Heist").build();
        Movie topkapi = aFilm("Topkapi").withGenres("Crime", "Heist").build();
        Movie serpico = aFilm("Serpico").withGenres("Crime").build();

        assertEquals(trait(Facet.GENRE, "Heist", 0.6 * Math.log1p(2)), between(thief, topkapi, HEAT, serpico));
    }

    @Test
    void aPersonIsAPersonBeforeTheCameraOrBehindIt() {
        Movie acted = aFilm("The Orphanage").with("Michael Mann").build();

        assertEquals(trait(Facet.DIRECTOR, "Michael Mann", 1.5 * Math.log1p(2)), between(HEAT, acted));
        assertEquals(trait(Facet.CAST, "Michael Mann", 1.2 * Math.log1p(2)), between(acted, HEAT));
    }

    @Test
    void aStyleAndAnArcAreShared() {
        Movie styled = aFilm("Se7en")
                .looking("neo_noir", "light low_key")
                .feeling("tragic_fall", List.of(), Map.of())
                .build();
        Movie noir = aFilm("Brick").looking("neo_noir").build();
        Movie fall =
                aFilm("Othello").feeling("tragic_fall", List.of(), Map.of()).build();

        assertEquals(trait(Facet.STYLE, "neo_noir", 0.8 * Math.log1p(1)), between(styled, noir));
        assertEquals(trait(Facet.ARC, "tragic_fall", 0.5 * Math.log1p(1)), between(styled, fall));
    }

    @Test
    void whatCannotBeToldAndTheYearsAreNotShared() {
        Movie clue = aFilm("Clue")
                .told("A heist.")
                .withKeywords("heist")
                .looking("unknown")
                .about("unknown")
                .build();
        Movie other = aFilm("Charade")
                .told("A heist.")
                .withKeywords("heist")
                .looking("unknown")
                .about("unknown")
                .build();

        assertEquals(Optional.empty(), between(clue, other));
    }

    private static Optional<Trait> between(Movie a, Movie b, Movie... more) {
        List<FilmTraits> films = Stream.concat(Stream.of(a, b), Stream.of(more))
                .map(FilmTraits::of)
                .toList();
        return new Shared(films).between(films.get(0), films.get(1));
    }

    private static Optional<Trait> trait(Facet facet, String word, double worth) {
        return Optional.of(new Trait(facet, word, worth));
    }
}
