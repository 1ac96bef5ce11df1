package io.cineai.query.match;

import static io.cineai.query.match.SampleSpace.SPACE;
import static io.cineai.query.match.SampleSpace.film;
import static io.cineai.query.match.SampleSpace.number;
import static io.cineai.testkit.QueryBuilder.aQuery;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.Facet;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.movie.Term;
import io.cineai.movie.emotion.Mood;
import io.cineai.query.Axis;
import io.cineai.query.ParsedQuery;
import io.cineai.query.Person.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReasonsTest {
    private static List<String> texts(ParsedQuery query, String title) {
        return new Reasons(SPACE, query, Viewer.ANYBODY)
                .of(number(title)).stream().map(Why::text).toList();
    }

    @Test
    void whatIsSaidIsSo() {
        RandomQueries queries = new RandomQueries(new Random(11));
        Viewer viewer = new Viewer(
                Set.of(), Map.of(film("Heat").id(), 1.0, film("Toy Story").id(), 0.5));
        List<String> invented = new ArrayList<>();
        for (int n = 0; n < 1_000; n++) {
            ParsedQuery query = queries.next();
            Ranking ranking = new Matcher(SPACE, 20).rank(query, viewer);
            for (int film : ranking.films()) {
                List<Why> why = new Reasons(SPACE, query, viewer).of(film);
                assertTrue(!why.isEmpty() && why.size() <= 3);
                assertEquals(1, why.stream().mapToDouble(Why::share).sum(), 1e-9);
                why.stream()
                        .filter(it -> !isSo(it, film, query, viewer))
                        .forEach(it -> invented.add(SPACE.film(film).title() + ": " + it.text()));
            }
        }

        assertEquals(List.of(), invented);
    }

    private static boolean isSo(Why why, int number, ParsedQuery query, Viewer viewer) {
        Movie film = SPACE.film(number);
        MovieId named = why.film() == null ? null : why.film().id();
        boolean reference = query.references().stream()
                .anyMatch(it -> it.film().filter(id -> id.equals(named)).isPresent());
        String word = why.attribute() == null ? "" : why.attribute();
        return switch (why.kind()) {
            case LIKE_FILM -> reference;
            case PEOPLE -> reference && isIn(film, word) && isIn(why.film(), word);
            case SHARED_THEME -> reference && both(Facet.THEME, film, why.film(), word);
            case SHARED_STYLE -> reference && both(Facet.STYLE, film, why.film(), word);
            case ARC_MATCH -> reference && both(Facet.ARC, film, why.film(), word);
            case MORE -> level(word, number) > from(word, named);
            case LESS -> level(word, number) < from(word, named);
            case MOOD -> SPACE.mood(Term.of(Mood.class, word).orElseThrow(), number) >= 0.5;
            case THEME -> Facet.THEME.of(film).contains(word);
            case STYLE -> Facet.STYLE.of(film).contains(word);
            case WORDS ->
                SPACE.mentions().has(number, word) && query.unresolved().contains(word);
            case DIRECTOR -> film.directors().contains(word);
            case ACTOR -> film.cast().contains(word);
            case GENRE -> film.genres().contains(word);
            case BECAUSE_LIKED -> viewer.likes().containsKey(named);
            case POPULAR -> SPACE.popularity(number) >= 0.9;
            case FITS -> true;
        };
    }

    private static boolean isIn(Movie film, String person) {
        return film.directors().contains(person) || film.cast().contains(person);
    }

    private static boolean both(Facet facet, Movie one, Movie other, String word) {
        return facet.of(one).contains(word) && facet.of(other).contains(word);
    }

    private static double level(String axis, int film) {
        return SPACE.axis(Term.of(Axis.class, axis).orElseThrow(), film);
    }

    private static double from(String axis, MovieId film) {
        return film == null
                ? SPACE.median(Term.of(Axis.class, axis).orElseThrow())
                : level(axis, SPACE.number(film).orElseThrow());
    }

    @Test
    void theReferenceAndWhatIsSharedAreNamed() {
        assertEquals(
                List.of("With Francis Ford Coppola, as in The Godfather"),
                texts(aQuery().like(film("The Godfather")).build(), "The Godfather Part II"));
    }

    @Test
    void moreIsSaidWhereItIsMore() {
        ParsedQuery query =
                aQuery().like(film("Inception")).more(Axis.EMOTIONAL).build();

        assertTrue(texts(query, "Interstellar").contains("More emotional than Inception"));
        assertTrue(texts(query, "Alien").stream().noneMatch(it -> it.startsWith("More")));
    }

    @Test
    void peopleAreNamedByWhatTheyDid() {
        assertEquals(
                List.of("Directed by Michael Mann"),
                texts(aQuery().with("michael mann", Role.ANY).build(), "Heat"));
    }

    @Test
    void wordsAreNamedWhereTheFilmSpeaksOfThem() {
        assertEquals(
                List.of("It speaks of time travel"),
                texts(aQuery().saying("time travel").build(), "Back to the Future"));
        assertEquals(
                List.of("Fits what you asked for"),
                texts(aQuery().saying("time travel").build(), "Casablanca"));
    }
}
