package io.cineai.query.match;

import static io.cineai.query.match.SampleSpace.SPACE;
import static io.cineai.query.match.SampleSpace.film;
import static io.cineai.query.match.SampleSpace.titles;
import static io.cineai.testkit.FilmBuilder.aFilm;
import static io.cineai.testkit.QueryBuilder.aQuery;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.movie.emotion.Mood;
import io.cineai.movie.thematic.Theme;
import io.cineai.query.Audience;
import io.cineai.query.Axis;
import io.cineai.query.ParsedQuery;
import io.cineai.query.Person.Role;
import io.cineai.testkit.QueryBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MatcherTest {
    private static final int MANY = 3_000;
    private static final Matcher MATCHER = new Matcher(SPACE, 300);

    private static Ranking rank(QueryBuilder query) {
        return MATCHER.rank(query.build(), Viewer.ANYBODY);
    }

    @Test
    void constraintsHoldWhateverElseIsAsked() {
        RandomQueries queries = new RandomQueries(new Random(7));
        List<String> broken = new ArrayList<>();
        int results = 0;
        for (FilmSpace space : List.of(SPACE, SampleSpace.UNSEEN))
            for (int n = 0; n < MANY; n++) {
                ParsedQuery query = queries.next();
                Ranking ranking = new Matcher(space, 300).rank(query, Viewer.ANYBODY);
                results += ranking.size();
                for (int film : ranking.films()) broken.addAll(Broken.by(space.film(film), query, space));
            }

        assertEquals(List.of(), broken);
        assertTrue(results > MANY, () -> "too few results to tell");
    }

    @Test
    void scoresFallAndFilmsComeOnce() {
        RandomQueries queries = new RandomQueries(new Random(8));
        for (int n = 0; n < MANY; n++) {
            Ranking ranking = MATCHER.rank(queries.next(), Viewer.ANYBODY);
            for (int place = 0; place < ranking.size(); place++) {
                float score = ranking.scores()[place];
                assertTrue(score >= 0 && score <= (place == 0 ? 1 : ranking.scores()[place - 1]));
            }
            assertEquals(
                    ranking.size(), Arrays.stream(ranking.films()).distinct().count());
        }
    }

    /** The order in which the catalogue is read must not matter. */
    @Test
    void theSameQueryHasTheSameAnswer() {
        List<Movie> shuffled = new ArrayList<>(SampleSpace.ANALYSED);
        Collections.shuffle(shuffled, new Random(1));
        FilmSpace other = FilmSpace.of(shuffled, film -> 0.5);
        RandomQueries queries = new RandomQueries(new Random(9));
        for (int n = 0; n < 300; n++) {
            ParsedQuery query = queries.next();

            assertEquals(
                    ids(SPACE, MATCHER.rank(query, Viewer.ANYBODY)),
                    ids(other, new Matcher(other, 300).rank(query, Viewer.ANYBODY)));
        }
    }

    private static List<MovieId> ids(FilmSpace space, Ranking ranking) {
        return Arrays.stream(ranking.films())
                .mapToObj(film -> space.film(film).id())
                .toList();
    }

    @Nested
    class MoreAndLess {
        @Test
        void ofTheFirstTenNineInTenAndMoreLieBeyondTheReference() {
            for (Axis axis : Axis.values()) {
                assertTrue(beyond(axis, true) >= 0.9, () -> "more " + axis + ": " + beyond(axis, true));
                assertTrue(beyond(axis, false) >= 0.9, () -> "less " + axis + ": " + beyond(axis, false));
            }
        }

        /** Over all films of the sample as the reference. */
        private double beyond(Axis axis, boolean more) {
            int beyond = 0;
            int all = 0;
            for (Movie film : SampleSpace.ANALYSED) {
                Ranking ranking = rank(
                        more
                                ? aQuery().like(film).more(axis)
                                : aQuery().like(film).less(axis));
                double from = SPACE.axis(axis, SPACE.number(film.id()).orElseThrow());
                for (int place = 0; place < Math.min(10, ranking.size()); place++, all++) {
                    double level = SPACE.axis(axis, ranking.films()[place]);
                    if (more ? level > from : level < from) beyond++;
                }
            }
            return beyond / (double) all;
        }

        @Test
        void theyAreStillLikeTheReference() {
            List<String> films = titles(rank(aQuery().like(film("Inception")).more(Axis.EMOTIONAL)));

            assertTrue(
                    films.subList(0, 5).containsAll(List.of("Interstellar", "Eternal Sunshine of the Spotless Mind")),
                    films::toString);
        }

        @Test
        void whatHasTheMostOfItHasTheNearestForAnAnswer() {
            int most = IntStream.range(0, SPACE.size())
                    .boxed()
                    .max((a, b) -> Double.compare(SPACE.axis(Axis.SCARY, a), SPACE.axis(Axis.SCARY, b)))
                    .orElseThrow();
            Ranking ranking = rank(aQuery().like(SPACE.film(most)).more(Axis.SCARY));

            assertTrue(ranking.size() > 100);
        }

        @Test
        void withoutAReferenceItIsMoreThanFilmsAtLarge() {
            Ranking ranking = rank(aQuery().more(Axis.FUNNY));

            assertTrue(Arrays.stream(ranking.films())
                    .allMatch(film -> SPACE.axis(Axis.FUNNY, film) > SPACE.median(Axis.FUNNY)));
        }
    }

    @Nested
    class References {
        @Test
        void aFilmUnlikeWhatIsRefusedComesFirst() {
            List<String> plain = titles(rank(aQuery().like(film("Alien"))));
            List<String> unlike = titles(rank(aQuery().like(film("Alien")).unlike(film("Terminator 2: Judgment Day"))));

            assertTrue(unlike.indexOf("Aliens") >= plain.indexOf("Aliens"));
            assertFalse(unlike.contains("Terminator 2: Judgment Day"));
        }

        @Test
        void whoNamesTwoWantsSomethingOfBoth() {
            List<String> films = titles(rank(aQuery().like(film("Toy Story")).like(film("Alien"))));

            assertTrue(films.indexOf("WALL·E") < 5, films::toString);
        }

        @Test
        void aFilmThatTheCatalogueLacksIsNoMatter() {
            assertEquals(
                    SPACE.size(),
                    rank(aQuery().like(aFilm("No Such Film").build())).size());
        }
    }

    @Nested
    class WhoAsks {
        @Test
        void neverSeesFilmsThatTheyKnow() {
            Set<MovieId> known = Set.of(film("Aliens").id(), film("The Matrix").id());

            List<String> films =
                    titles(MATCHER.rank(aQuery().like(film("Inception")).build(), new Viewer(known, Map.of())));

            assertFalse(films.contains("Aliens") || films.contains("The Matrix"));
        }

        @Test
        void seesFilmsFirstThatAreLikeWhatTheyLike() {
            Viewer viewer = new Viewer(Set.of(), Map.of(film("Toy Story").id(), 1.0));

            List<String> films = titles(MATCHER.rank(aQuery().of("Comedy").build(), viewer));

            assertEquals("Toy Story 3", films.get(0));
        }
    }

    @Nested
    class Words {
        @Test
        void findWhatNoThemeNames() {
            List<String> films = titles(rank(aQuery().saying("time travel")));

            assertTrue(films.subList(0, 3).contains("Back to the Future"), films::toString);
        }

        @Test
        void thatNoFilmSpeaksOfFindNothing() {
            assertEquals(
                    0, rank(aQuery().saying("quarterly tax return spreadsheet")).size());
        }

        @Test
        void thatNoFilmSpeaksOfDoNotSpoilTheRest() {
            assertEquals(
                    rank(aQuery().of("Comedy")).size(),
                    rank(aQuery().of("Comedy").saying("zxqv")).size());
        }
    }

    @Nested
    class Constraint {
        @Test
        void ofAYearOrALengthFailsWhereNobodyKnowsIt() {
            FilmSpace space = space(
                    aFilm("Lost").of(0).build(), aFilm("Endless").lasting(0).build());
            Matcher matcher = new Matcher(space, 10);

            assertEquals(
                    1,
                    matcher.rank(aQuery().from(QueryBuilder.between(1900, 2100)).build(), Viewer.ANYBODY)
                            .size());
            assertEquals(
                    1,
                    matcher.rank(aQuery().lasting(QueryBuilder.between(1, 900)).build(), Viewer.ANYBODY)
                            .size());
            assertEquals(
                    0,
                    matcher.rank(aQuery().without("1990s").build(), Viewer.ANYBODY)
                            .size());
        }

        @Test
        void onDirectorsWhoNeverWorkedTogetherMeansEach() {
            List<String> films =
                    titles(rank(aQuery().with("Ridley Scott", Role.DIRECTOR).with("Michael Mann", Role.DIRECTOR)));

            assertTrue(films.containsAll(List.of("Alien", "Heat")), films::toString);
        }

        @Test
        void onSpellingForgivesCapitalsAndAccents() {
            assertTrue(titles(rank(aQuery().with("audrey tautou", Role.ACTOR))).contains("Amélie"));
        }

        @Test
        void forChildrenLeavesOutWhatFrightens() {
            List<String> films = titles(rank(aQuery().watchedBy(Audience.KIDS)));

            assertTrue(films.contains("Toy Story"), films::toString);
            assertFalse(films.contains("The Shining") || films.contains("The Godfather") || films.contains("Heat"));
        }

        @Test
        void thatNothingMeetsLeavesNothing() {
            assertEquals(
                    0, rank(aQuery().from(QueryBuilder.between(1800, 1850))).size());
        }
    }

    @Test
    void whatIsAskedForIsWhatFilmsAreAbout() {
        Ranking ranking = rank(aQuery().about(Theme.JUSTICE_REVENGE));

        assertTrue(ranking.size() < SPACE.size());
        for (int place = 0; place < 10; place++)
            assertTrue(SPACE.film(ranking.films()[place])
                    .portrait()
                    .subject()
                    .orElseThrow()
                    .themes()
                    .contains("justice_revenge"));
    }

    @Test
    void popularFilmsComeFirstWhereNothingElseTells() {
        Map<MovieId, Double> likes = new HashMap<>();
        SampleSpace.ANALYSED.forEach(film -> likes.put(film.id(), 0.1));
        likes.put(film("Casablanca").id(), 1.0);
        FilmSpace space = FilmSpace.of(SampleSpace.ANALYSED, likes::get);

        int first = new Matcher(space, 1).rank(aQuery().build(), Viewer.ANYBODY).films()[0];

        assertEquals("Casablanca", space.film(first).title());
    }

    @Test
    void moodsOrder() {
        Ranking ranking = rank(aQuery().inMood(Mood.SAD));

        for (int place = 1; place < ranking.size(); place++)
            assertTrue(SPACE.mood(Mood.SAD, ranking.films()[place - 1])
                    >= SPACE.mood(Mood.SAD, ranking.films()[place]) - 1e-6);
    }

    /** Where nothing else tells them apart. */
    @Test
    void theNearerStoryComesFirst() {
        Movie heat = aFilm("Heat").withGenres("Crime").build();
        Movie ronin = aFilm("Ronin").withGenres("Crime").build();
        Movie ratcatcher = aFilm("Ratcatcher").withGenres("Crime").build();
        for (Movie near : List.of(ronin, ratcatcher)) {
            Map<MovieId, float[]> told = new HashMap<>();
            for (Movie film : List.of(ronin, ratcatcher)) told.put(film.id(), new float[] {0, 1});
            told.put(heat.id(), new float[] {1, 0});
            told.put(near.id(), new float[] {0.9f, 0.1f});
            FilmSpace space = FilmSpace.of(List.of(heat, ronin, ratcatcher), film -> 0.5, told);

            Ranking ranking = new Matcher(space, 10).rank(aQuery().like(heat).build(), Viewer.ANYBODY);

            assertEquals(near, space.film(ranking.films()[0]));
        }
    }

    @Test
    void anEmptyCatalogueHasNoAnswers() {
        FilmSpace empty = FilmSpace.of(List.of(), film -> 0);

        RandomQueries queries = new RandomQueries(new Random(10));
        for (int n = 0; n < 100; n++)
            assertEquals(
                    0,
                    new Matcher(empty, 10).rank(queries.next(), Viewer.ANYBODY).size());
    }

    private static FilmSpace space(Movie... films) {
        return FilmSpace.of(List.of(films), film -> 0.5);
    }
}
