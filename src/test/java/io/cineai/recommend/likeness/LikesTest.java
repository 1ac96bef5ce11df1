package io.cineai.recommend.likeness;

import static io.cineai.testkit.FilmBuilder.aFilm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.Facet;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.recommend.SampleEvidence;
import io.cineai.recommend.likeness.Leanings.Leaning;
import io.cineai.taste.Grading;
import io.cineai.taste.TasteProfile;
import io.cineai.taste.TasteProfile.Opinion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LikesTest {
    private static final List<Double> UP = List.of(-1.0, 1.0);
    private static final List<Double> DOWN = List.of(1.0, -1.0);

    private final Map<MovieId, Movie> films = new HashMap<>();
    private final List<Opinion> opinions = new ArrayList<>();

    @Nested
    class AnAlignment {
        @Test
        void ofThemesIsTheCosineWithTheirMix() {
            likes(aFilm("Heat").about("loyalty", "obsession").build(), 1);
            likes(aFilm("Thief").about("loyalty").build(), 1);
            double half = Math.sqrt(0.5);

            Alignment alignment = of(aFilm("Ronin").about("loyalty").build());

            // the mix: loyalty 1 + √½, obsession √½
            assertEquals((1 + half) / Math.hypot(1 + half, half), alignment.thematic(), 1e-12);
            assertEquals(List.of("loyalty"), alignment.sharedThemes());
        }

        @Test
        void ofStylesCountsTheWordLikeTwoTraits() {
            likes(aFilm("Heat").looking("neo_noir", "light low_key").build(), 1);

            assertEquals(
                    2 / Math.sqrt(5),
                    of(aFilm("Thief").looking("neo_noir").build()).style(),
                    1e-12);
            assertEquals(
                    1 / Math.sqrt(5),
                    of(aFilm("Clue").looking("unknown", "light low_key").build())
                            .style(),
                    1e-12);
        }

        @Test
        void ofEmotionsIsHalfWhatIsFeltAndHalfItsCourse() {
            likes(
                    aFilm("Heat")
                            .feeling("tragic_fall", DOWN, Map.of("fear", 0.8))
                            .build(),
                    1);

            assertEquals(1, felt(DOWN, Map.of("fear", 0.1)), 1e-12);
            assertEquals(0.5, felt(UP, Map.of("fear", 0.1)), 1e-12);
            assertEquals(0.5, felt(DOWN, Map.of("joy", 0.1)), 1e-12);
            assertEquals(0, felt(UP, Map.of("joy", 0.1)), 1e-12);
            assertEquals(Math.sqrt(0.5), felt(List.of(), Map.of("fear", 0.5, "joy", 0.5)), 1e-12);
            assertEquals(1, felt(DOWN, Map.of()), 1e-12);
            assertEquals(0, felt(UP, Map.of()), 1e-12);
        }

        @Test
        void ofCoursesIsThatOfTheirShapesHoweverManyPointsTheyHave() {
            likes(aFilm("Heat").feeling("", DOWN, Map.of()).build(), 1);

            assertEquals(1, felt(List.of(1.0, 0.5, 0.0, -0.5, -1.0), Map.of()), 1e-12);
            assertEquals(0, felt(List.of(-1.0, 0.0, 1.0), Map.of()), 1e-12);
            assertEquals(0.5, felt(List.of(0.3), Map.of()), 1e-12);
        }

        @Test
        void isNullWhereTheFilmOrAllThatIsLikedWasNotAnalysed() {
            Movie seen = aFilm("Ronin")
                    .about("loyalty")
                    .looking("neo_noir")
                    .feeling("tragic_fall", DOWN, Map.of("fear", 0.8))
                    .build();
            assertEquals(Alignment.UNKNOWN, of(seen));

            likes(aFilm("Clue").withGenres("Comedy").build(), 1);
            assertEquals(Alignment.UNKNOWN, of(seen));

            likes(seen, 1);
            assertEquals(Alignment.UNKNOWN, of(aFilm("Heat").withGenres("Crime").build()));
            assertNull(of(aFilm("Thief").about("loyalty").build()).style());
            assertNull(felt(List.of(0.0, 0.0), Map.of()), "a flat course has no shape");
            assertNull(of(aFilm("Thief").about("unknown").looking("").build()).style());
        }

        @Test
        void sharesThemesTheMostLikedFirst() {
            likes(aFilm("Heat").about("loyalty").build(), 0.5);
            likes(aFilm("Thief").about("obsession", "greed").build(), 1);

            assertEquals(
                    List.of("greed", "obsession", "loyalty"),
                    of(aFilm("Ronin")
                                    .about("loyalty", "grief", "obsession", "greed")
                                    .build())
                            .sharedThemes());
            assertEquals(List.of(), of(aFilm("Clue").about("grief").build()).sharedThemes());
            assertEquals(0, of(aFilm("Clue").about("grief").build()).thematic(), 0);
        }

        @Test
        void onTheSampleIsInItsRange() {
            Map<MovieId, Movie> sample = SampleEvidence.analysed();
            double own = 0;
            double all = 0;
            for (int user = 0; user < SampleEvidence.AUDIENCE.size(); user++) {
                TasteProfile taste =
                        TasteProfile.of(SampleEvidence.AUDIENCE.get(user).signals(), Grading.GRADED, 2);
                Likes likes = Likes.of(taste, sample);
                for (Movie film : sample.values()) {
                    Alignment alignment = likes.of(film);
                    for (Double level : Arrays.asList(alignment.thematic(), alignment.style(), alignment.emotional()))
                        assertTrue(level == null || (level >= 0 && level <= 1), "level " + level);
                    if (alignment.thematic() == null) continue;
                    all += alignment.thematic() / sample.size();
                    if (taste.opinions().stream()
                            .anyMatch(it -> it.liked() && it.movie().equals(film.id())))
                        own += alignment.thematic() / likes.leanings().films();
                }
            }
            assertTrue(own > 1.3 * all, "liked films go with what is liked: " + own + " and " + all);
        }
    }

    @Nested
    class ALeaning {
        @Test
        void isTheWordsShareOfAllThatIsLikedRecentLikesCountingMore() {
            likes(
                    aFilm("Heat")
                            .of(1995)
                            .withGenres("Crime", "Drama")
                            .about("loyalty")
                            .build(),
                    0.25);
            likes(aFilm("Clue").of(1985).withGenres("Comedy").about("greed").build(), 0.75);

            Leanings leanings = leanings();

            assertEquals(2, leanings.films());
            assertEquals(
                    List.of(
                            new Leaning("Comedy", 0.75, 1),
                            new Leaning("Crime", 0.25, 1),
                            new Leaning("Drama", 0.25, 1)),
                    leanings.most().get(Facet.GENRE));
            assertEquals(
                    List.of(new Leaning("greed", 0.75, 1), new Leaning("loyalty", 0.25, 1)),
                    leanings.most().get(Facet.THEME));
            assertEquals(
                    List.of(new Leaning("1985", 0.75, 1), new Leaning("1995", 0.25, 1)),
                    leanings.most().get(Facet.ERA));
        }

        @Test
        void ofAPersonNeedsTwoFilms() {
            likes(aFilm("Heat").by("Michael Mann").with("Al Pacino").build(), 1);
            likes(aFilm("Thief").by("Michael Mann").with("James Caan").build(), 1);

            assertEquals(
                    List.of(new Leaning("Michael Mann", 1, 2)),
                    leanings().most().get(Facet.DIRECTOR));
            assertNull(leanings().most().get(Facet.CAST));
        }

        @Test
        void isOneOfTenOfAFacetAtTheMost() {
            for (int n = 0; n < 12; n++)
                likes(aFilm("Film " + n).withGenres("Genre " + n).build(), 1 + n);

            List<Leaning> most = leanings().most().get(Facet.GENRE);

            assertEquals(10, most.size());
            assertEquals("Genre 11", most.get(0).word());
            assertEquals("Genre 2", most.get(9).word());
        }

        @Test
        void comesFromLikedFilmsAlone() {
            Movie wanted = aFilm("Heat").withGenres("Crime").build();
            films.put(wanted.id(), wanted);
            opinions.add(new Opinion(wanted.id(), 0.5, 0.5));
            opinions.add(new Opinion(aFilm("Gone").build().id(), 1, 1));

            assertEquals(Leanings.NONE, leanings());
        }

        @Test
        void doesNotDependOnTheOrderOfTheFilms() {
            TasteProfile taste = TasteProfile.of(SampleEvidence.AUDIENCE.get(0).signals(), Grading.GRADED, 0);
            List<Opinion> turned = new ArrayList<>(taste.opinions());
            Collections.reverse(turned);

            assertNotNull(leaningsOf(taste).most().get(Facet.THEME));
            assertEquals(leaningsOf(taste), leaningsOf(new TasteProfile(turned, Set.of())));
        }

        private Leanings leaningsOf(TasteProfile taste) {
            return Likes.of(taste, SampleEvidence.analysed()).leanings();
        }
    }

    private void likes(Movie film, double weight) {
        films.put(film.id(), film);
        opinions.add(new Opinion(film.id(), 1, weight));
    }

    private Double felt(List<Double> valence, Map<String, Double> emotions) {
        return of(aFilm("Ronin").feeling("bittersweet", valence, emotions).build())
                .emotional();
    }

    private Alignment of(Movie film) {
        return Likes.of(new TasteProfile(opinions, Set.of()), films).of(film);
    }

    private Leanings leanings() {
        return Likes.of(new TasteProfile(opinions, Set.of()), films).leanings();
    }
}
