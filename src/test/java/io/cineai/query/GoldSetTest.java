package io.cineai.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.Movie;
import io.cineai.movie.Term;
import io.cineai.movie.emotion.Mood;
import io.cineai.movie.style.StyleCategory;
import io.cineai.movie.thematic.Theme;
import io.cineai.query.GoldQuery.Part;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The gold keeps its own rules. */
class GoldSetTest {
    private static final List<GoldQuery> GOLD = GoldSet.all();
    private static final Pattern DECADE = Pattern.compile("(19|20)\\d0s");

    @Test
    void hasMoreThanThreeHundredQueriesAndNoneTwice() {
        Set<String> texts = GOLD.stream()
                .map(query -> query.text().toLowerCase(Locale.ROOT).strip())
                .collect(Collectors.toSet());

        assertTrue(GOLD.size() >= 300, "queries: " + GOLD.size());
        assertEquals(GOLD.size(), texts.size());
    }

    @Test
    void everyStratumHasTwentyQueriesHalfOfThemInEachSet() {
        Map<String, List<GoldQuery>> strata = GOLD.stream().collect(Collectors.groupingBy(GoldQuery::stratum));

        strata.forEach((name, queries) -> {
            long dev =
                    queries.stream().filter(query -> query.part() == Part.DEV).count();
            assertTrue(queries.size() >= 20, name + ": " + queries.size());
            assertTrue(Math.abs(2 * dev - queries.size()) <= 1, name + ", dev: " + dev);
        });
    }

    @Test
    void everyIntentIsAskedFor() {
        assertEquals(
                Set.of(Intent.values()),
                GOLD.stream().map(query -> query.parse().intent()).collect(Collectors.toSet()));
    }

    @Test
    void everyFilmWithAYearIsInTheCatalogueUnderThatTitle() {
        for (GoldQuery query : GOLD)
            for (FilmReference film : named(query.parse()))
                assertEquals(film.year() > 0, film.film().isPresent(), query.text() + ": " + film);
    }

    @Test
    void aFilmWithoutAYearIsNotInTheCatalogue() {
        Set<String> titles = GoldCatalogue.FILMS.stream()
                .map(film -> film.title().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());

        for (GoldQuery query : GOLD)
            for (FilmReference film : named(query.parse()))
                if (film.year() == 0) assertFalse(titles.contains(film.title().toLowerCase(Locale.ROOT)), query.text());
    }

    @Test
    void genresAreSpelledAsTheCatalogueDoes() {
        Set<String> genres = GoldCatalogue.FILMS.stream()
                .flatMap(film -> film.genres().stream())
                .collect(Collectors.toSet());

        for (GoldQuery query : GOLD) {
            ParsedQuery.Genres asked = query.parse().genres();
            assertTrue(genres.containsAll(asked.include()), query.text());
            assertTrue(genres.containsAll(asked.exclude()), query.text());
        }
    }

    @Test
    void peopleAreInTheCatalogueInTheirRole() {
        Set<String> directors = people(Movie::directors);
        Set<String> actors = people(Movie::cast);

        for (GoldQuery query : GOLD)
            for (Person person : query.parse().people()) {
                boolean directs = directors.contains(person.name());
                boolean acts = actors.contains(person.name());
                assertTrue(
                        switch (person.role()) {
                            case DIRECTOR -> directs;
                            case ACTOR -> acts;
                            case ANY -> directs && acts;
                        },
                        query.text());
            }
    }

    @Test
    void whatIsExcludedIsAWordOfAVocabularyAPersonOrADecade() {
        Set<String> known = new HashSet<>(people(Movie::directors));
        known.addAll(people(Movie::cast));
        Stream.of(Theme.values(), Mood.values(), StyleCategory.values(), Axis.values())
                .flatMap(Stream::of)
                .forEach(term -> known.add(((Term) term).id()));

        for (GoldQuery query : GOLD)
            for (String word : query.parse().exclude())
                assertTrue(known.contains(word) || DECADE.matcher(word).matches(), query.text() + ": " + word);
    }

    @Test
    void anAxisIsShiftedOnce() {
        for (GoldQuery query : GOLD) {
            List<Axis> axes = query.parse().shifts().stream().map(Shift::axis).toList();
            assertEquals(axes.size(), Set.copyOf(axes).size(), query.text());
        }
    }

    @Test
    void whatIsUnresolvedStandsInTheQuery() {
        for (GoldQuery query : GOLD)
            for (String words : query.parse().unresolved())
                assertTrue(query.text().contains(words), query.text());
    }

    @Test
    void noFilmIsInBothFiles() {
        assertEquals(
                GoldCatalogue.FILMS.size(),
                GoldCatalogue.FILMS.stream().map(Movie::id).distinct().count());
    }

    private static List<FilmReference> named(ParsedQuery parse) {
        return Stream.concat(parse.references().stream(), parse.dissimilar().stream())
                .toList();
    }

    private static Set<String> people(Function<Movie, List<String>> who) {
        return GoldCatalogue.FILMS.stream()
                .flatMap(film -> who.apply(film).stream())
                .collect(Collectors.toSet());
    }
}
