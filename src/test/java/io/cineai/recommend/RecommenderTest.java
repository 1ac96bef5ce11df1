package io.cineai.recommend;

import static io.cineai.recommend.SampleEvidence.FILMS;
import static io.cineai.recommend.SampleEvidence.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.FilmRows;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.movie.Neighbours;
import io.cineai.recommend.Evidence.PopularFilm;
import io.cineai.recommend.likeness.Likes;
import io.cineai.taste.Grading;
import io.cineai.taste.Signal;
import io.cineai.taste.Signal.Kind;
import io.cineai.taste.TasteProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecommenderTest {
    private static final List<Algorithm> ALGORITHMS = List.of(Algorithm.values());
    private static final int[] SIZES = {1, 10, 50, 200};
    private static final double[] FACTORS = {0, 0.4, 1};

    @Test
    void aSettledFilmIsNeverInAList() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            List<Signal> signals = SampleEvidence.randomSignals(random);
            ListSettings settings = someSettings(seed, random);

            Recommended list = SampleEvidence.listFor(SampleEvidence.of(signals), settings);

            Set<MovieId> listed = new HashSet<>(films(list));
            for (Signal signal : signals)
                if (signal.kind().settles())
                    assertFalse(listed.contains(signal.movie()), () -> "%s %s".formatted(settings, signal));
        }
    }

    @Test
    void aListIsWholeAndRankedAndHoldsEachFilmOnce() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            Evidence evidence = SampleEvidence.of(SampleEvidence.randomSignals(random));
            ListSettings settings = someSettings(seed, random);

            Recommended list = SampleEvidence.listFor(evidence, settings);

            int open = FILMS.size() - evidence.taste().settled().size();
            assertEquals(Math.min(settings.size(), open), list.films().size(), settings::toString);
            assertEquals(list.films().size(), films(list).stream().distinct().count());
            assertEquals(
                    IntStream.rangeClosed(1, list.films().size()).boxed().toList(),
                    list.films().stream().map(Recommendation::rank).toList());
        }
    }

    @Test
    void aListSaysHowItsFilmsGoWithWhatItsUserLikes() {
        for (int user = 0; user < 10; user++) {
            Evidence evidence =
                    SampleEvidence.of(SampleEvidence.AUDIENCE.get(user).signals());
            Likes likes = Likes.of(evidence.taste(), SampleEvidence.analysed());

            for (boolean explained : new boolean[] {true, false}) {
                Recommended list = SampleEvidence.listFor(
                        evidence, new ListSettings(50, Algorithm.HYBRID, 0.4, explained), SampleEvidence.analysed());

                assertEquals(likes.leanings(), list.leanings());
                for (Recommendation film : list.films()) assertEquals(likes.of(film.movie()), film.alignment());
            }
        }
    }

    @Test
    void aListMayKeepTheUsersOwnMixInstead() {
        int others = 0;
        for (int user = 0; user < 10; user++) {
            Evidence evidence =
                    SampleEvidence.of(SampleEvidence.AUDIENCE.get(user).signals());
            ListSettings mix = new ListSettings(20, Algorithm.HYBRID, 0.4, Diversity.CALIBRATED, true);
            ListSettings unlike = new ListSettings(20, Algorithm.HYBRID, 0.4, Diversity.MMR, true);
            List<Candidate> personal = new Recommender(mix)
                    .shortlist(evidence).candidates().stream()
                            .filter(it -> it.source() != Algorithm.POPULAR)
                            .toList();

            List<MovieId> listed = films(SampleEvidence.listFor(evidence, mix, SampleEvidence.analysed()));

            if (personal.size() >= 20)
                assertEquals(
                        new Calibrator(0.4, evidence.taste())
                                .pick(personal, SampleEvidence.analysed(), 20).stream()
                                        .map(Candidate::film)
                                        .toList(),
                        listed);
            if (!listed.equals(films(SampleEvidence.listFor(evidence, unlike, SampleEvidence.analysed())))) others++;
        }
        assertTrue(others > 0, "the two are different lists");
    }

    @Test
    void filmsThatAreGoneDoNotShortenAList() {
        Evidence evidence = SampleEvidence.of(SampleEvidence.AUDIENCE.get(0).signals());
        for (int size : SIZES) {
            Recommender recommender = new Recommender(new ListSettings(size, Algorithm.HYBRID, 0.4, true));
            Shortlist shortlist = recommender.shortlist(evidence);
            Map<MovieId, Movie> left = new HashMap<>(SampleEvidence.BY_ID);
            shortlist.films().stream().limit(10).forEach(left::remove);

            Recommended list = recommender.recommend(evidence, shortlist, left);

            assertEquals(size, list.films().size());
        }
    }

    @Test
    void popularFilmsFillOnlyWhatTasteLeavesOpenBelowAllElse() {
        Evidence full = SampleEvidence.of(SampleEvidence.AUDIENCE.get(0).signals());
        Recommended personal = SampleEvidence.listFor(full, new ListSettings(50, Algorithm.HYBRID, 0.4, true));
        assertTrue(personal.films().stream().allMatch(film -> film.algorithm() == Algorithm.HYBRID));

        List<Signal> oneLike = List.of(new Signal(FILMS.get(0).id(), Kind.LIKE, 0, NOW));
        Recommended thin =
                SampleEvidence.listFor(SampleEvidence.of(oneLike), new ListSettings(200, Algorithm.CONTENT, 0, true));
        List<Algorithm> sources =
                thin.films().stream().map(Recommendation::algorithm).toList();
        assertEquals(Algorithm.CONTENT, thin.algorithm());
        assertTrue(sources.contains(Algorithm.POPULAR));
        assertEquals(sources.lastIndexOf(Algorithm.CONTENT) + 1, sources.indexOf(Algorithm.POPULAR));
    }

    @Test
    void equalInputGivesAnEqualListHoweverFilmsAreNumbered() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            TasteProfile taste = TasteProfile.of(SampleEvidence.randomSignals(random), Grading.GRADED, 2);
            ListSettings settings = someSettings(seed, random);

            Recommended list = SampleEvidence.listFor(SampleEvidence.of(taste, Set.of("War"), 0), settings);

            for (int numbering = 1; numbering < 3; numbering++)
                assertEquals(
                        list,
                        SampleEvidence.listFor(SampleEvidence.of(taste, Set.of("War"), numbering), settings),
                        settings::toString);
        }
    }

    @Test
    void whatIsAskedForRuns() {
        Evidence evidence = SampleEvidence.of(SampleEvidence.AUDIENCE.get(0).signals());

        for (Algorithm algorithm : Algorithm.values())
            assertEquals(
                    algorithm,
                    SampleEvidence.listFor(evidence, new ListSettings(20, algorithm, 0.4, true))
                            .algorithm());
    }

    @Test
    void whereOnlyContentIsKnownContentRanAndSaysSo() {
        Evidence known = SampleEvidence.of(SampleEvidence.AUDIENCE.get(0).signals());
        Evidence untrained = with(known, row -> new FilmRows(Neighbours.NONE, row.content()));
        Evidence noContent = with(known, row -> new FilmRows(row.collaborative(), Neighbours.NONE));
        ListSettings hybrid = new ListSettings(20, Algorithm.HYBRID, 0.4, true);

        assertEquals(
                Algorithm.CONTENT, SampleEvidence.listFor(untrained, hybrid).algorithm());
        assertEquals(
                Algorithm.COLLABORATIVE,
                SampleEvidence.listFor(noContent, hybrid).algorithm());
    }

    @Nested
    class WhenTheUserIsNew {
        @Test
        void theListIsPopularWhateverWasAskedFor() {
            for (Algorithm algorithm : Algorithm.values()) {
                Recommended list =
                        SampleEvidence.listFor(SampleEvidence.of(List.of()), new ListSettings(50, algorithm, 0, true));

                assertEquals(Algorithm.POPULAR, list.algorithm());
                assertEquals(
                        SampleEvidence.POPULAR.stream()
                                .limit(50)
                                .map(PopularFilm::film)
                                .toList(),
                        films(list));
            }
        }

        @Test
        void filmsOfChosenGenresComeFirst() {
            Recommended list = SampleEvidence.listFor(
                    SampleEvidence.of(List.of(), "War", "Western"), new ListSettings(200, Algorithm.HYBRID, 0, true));

            List<MovieId> expected = new ArrayList<>();
            for (PopularFilm film : SampleEvidence.POPULAR) if (isChosen(film)) expected.add(film.film());
            for (PopularFilm film : SampleEvidence.POPULAR) if (!isChosen(film)) expected.add(film.film());
            assertEquals(expected.subList(0, 200), films(list));
            assertTrue(isChosen(SampleEvidence.POPULAR, list.films().get(0)));
        }

        @Test
        void aRefusalAloneLeavesPopularFilms() {
            MovieId refused = SampleEvidence.POPULAR.get(0).film();
            Evidence evidence = SampleEvidence.of(List.of(new Signal(refused, Kind.DISMISSED, 0, NOW)));

            Recommended list = SampleEvidence.listFor(evidence, new ListSettings(50, Algorithm.CONTENT, 0, true));

            assertEquals(Algorithm.POPULAR, list.algorithm());
            assertEquals(SampleEvidence.POPULAR.get(1).film(), films(list).get(0));
        }

        private static boolean isChosen(PopularFilm film) {
            return film.genres().contains("War") || film.genres().contains("Western");
        }

        private static boolean isChosen(List<PopularFilm> chart, Recommendation film) {
            return chart.stream().anyMatch(it -> it.film().equals(film.movie().id()) && isChosen(it));
        }
    }

    @Test
    void anEmptyCatalogueGivesAnEmptyList() {
        Evidence nothing = Evidence.ofChart(List.of());

        assertEquals(
                new Recommended(Algorithm.POPULAR, List.of()),
                SampleEvidence.listFor(nothing, new ListSettings(50, Algorithm.HYBRID, 0.4, true)));
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ListSettings(0, Algorithm.HYBRID, 0.4, true));
        assertThrows(IllegalArgumentException.class, () -> new ListSettings(201, Algorithm.HYBRID, 0.4, true));
        assertThrows(IllegalArgumentException.class, () -> new ListSettings(50, Algorithm.HYBRID, -0.1, true));
        assertThrows(IllegalArgumentException.class, () -> new ListSettings(50, Algorithm.HYBRID, 1.1, true));
        assertThrows(IllegalArgumentException.class, () -> new ListSettings(50, Algorithm.HYBRID, Double.NaN, true));
    }

    @Test
    void settingsThatDifferHaveFingerprintsThatDiffer() {
        Set<String> fingerprints = new HashSet<>();
        for (int size : SIZES)
            for (Algorithm algorithm : Algorithm.values())
                for (double factor : FACTORS)
                    for (boolean explained : new boolean[] {true, false})
                        for (Diversity diversity : Diversity.values())
                            fingerprints.add(
                                    new ListSettings(size, algorithm, factor, diversity, explained).fingerprint());

        assertEquals(SIZES.length * Algorithm.values().length * FACTORS.length * 4, fingerprints.size());
    }

    /** Every algorithm in turn, any size and factor. */
    private static ListSettings someSettings(int round, Random random) {
        return new ListSettings(
                SIZES[random.nextInt(SIZES.length)],
                ALGORITHMS.get(round % ALGORITHMS.size()),
                FACTORS[random.nextInt(FACTORS.length)],
                random.nextBoolean());
    }

    private static Evidence with(Evidence known, UnaryOperator<FilmRows> rows) {
        return new Evidence(
                known.taste(),
                known.index(),
                known.rows().stream().map(rows).toList(),
                known.popular(),
                known.favouriteGenres());
    }

    private static List<MovieId> films(Recommended list) {
        return list.films().stream().map(film -> film.movie().id()).toList();
    }
}
