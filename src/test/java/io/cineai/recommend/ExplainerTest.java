package io.cineai.recommend;

import static io.cineai.testkit.FilmBuilder.aFilm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.Facet;
import io.cineai.movie.FilmIndex;
import io.cineai.movie.FilmRows;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.movie.Neighbours;
import io.cineai.recommend.Evidence.PopularFilm;
import io.cineai.recommend.reason.Explanation;
import io.cineai.recommend.reason.Insight;
import io.cineai.recommend.reason.Reason;
import io.cineai.recommend.reason.Reason.Type;
import io.cineai.taste.Signal;
import io.cineai.taste.Signal.Kind;
import io.cineai.taste.TasteProfile;
import io.cineai.taste.TasteProfile.Opinion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExplainerTest {
    private static final List<Algorithm> ALGORITHMS = List.of(Algorithm.values());
    private static final Movie HEAT = aFilm("Heat")
            .withGenres("Drama", "Crime")
            .by("Michael Mann")
            .with("Al Pacino")
            .build();
    private static final Movie RONIN =
            aFilm("Ronin").withGenres("Crime", "Thriller").with("Jean Reno").build();
    private static final Movie THIEF = aFilm("Thief")
            .withGenres("Drama", "Crime")
            .by("Michael Mann")
            .with("James Caan")
            .build();
    private static final Movie CLUE = aFilm("Clue").withGenres("Comedy").build();
    private static final Movie DUNE = aFilm("Dune").build();
    private static final Movie DUEL = aFilm("Duel").build();

    @Nested
    class ByHand {
        private final FilmIndex index = new FilmIndex();
        private final Map<MovieId, Neighbours> people = new HashMap<>();
        private final Map<MovieId, Neighbours> content = new HashMap<>();
        private final Map<MovieId, Movie> films =
                new HashMap<>(Map.of(HEAT.id(), HEAT, RONIN.id(), RONIN, THIEF.id(), THIEF, CLUE.id(), CLUE));

        @Test
        void theLikedFilmThatAddsMostComesFirstWithItsShare() {
            points(people, HEAT, THIEF, 0.6f);
            points(people, RONIN, THIEF, 0.3f);
            points(people, CLUE, THIEF, -0.5f);

            List<Reason> reasons = explain(THIEF, 1, 0, liked(RONIN), liked(HEAT), liked(CLUE));

            assertEquals(List.of(Type.PEOPLE, Type.BECAUSE_LIKED), types(reasons));
            assertEquals(
                    List.of("Heat", "Ronin"),
                    reasons.stream().map(Reason::title).toList());
            assertEquals("Michael Mann", reasons.get(0).attribute());
            assertEquals(0.6 / 0.9, reasons.get(0).share(), 1e-6);
            assertEquals(0.3 / 0.9, reasons.get(1).share(), 1e-6);
        }

        @Test
        void theTellingGenreIsNamed() {
            points(people, RONIN, THIEF, 1);

            Reason reason = explain(THIEF, 1, 0, liked(RONIN)).get(0);

            assertEquals("Because you liked Ronin, another Crime film", reason.text());
        }

        @Test
        void nothingIsNamedWhereNothingIsShared() {
            points(people, CLUE, THIEF, 1);

            Reason reason = explain(THIEF, 1, 0, liked(CLUE)).get(0);

            assertNull(reason.attribute());
            assertEquals("Because you liked Clue", reason.text());
        }

        @Test
        void bothPartsOfOneFilmAddUp() {
            points(people, HEAT, THIEF, 0.2f);
            points(content, HEAT, THIEF, 0.5f);
            points(people, RONIN, THIEF, 0.6f);

            List<Reason> reasons = explain(THIEF, 1, 1, liked(RONIN), liked(HEAT));

            assertEquals(HEAT.id(), reasons.get(0).movie());
            assertEquals(0.7 / 1.3, reasons.get(0).share(), 1e-6);
        }

        @Test
        void aFilmThatWasOnlyWantedIsNotCalledLiked() {
            points(people, HEAT, THIEF, 1);

            assertEquals(
                    List.of(Type.POPULAR_WITH_SIMILAR), types(explain(THIEF, 1, 0, new Opinion(HEAT.id(), 0.5, 0.5))));
        }

        @Test
        void otherPeopleAreNotSpokenOfWhereOnlyContentSpeaks() {
            points(content, HEAT, THIEF, 1);

            assertEquals(List.of(Type.EXPLORE), types(explain(THIEF, 0, 1, new Opinion(HEAT.id(), 0.5, 0.5))));
            assertEquals(List.of(Type.EXPLORE), types(explain(THIEF, 1, 1, new Opinion(HEAT.id(), 0.5, 0.5))));
        }

        @Test
        void aLikedFilmThatIsGoneIsNotNamed() {
            Movie gone = aFilm("Gone").build();
            points(people, gone, THIEF, 1);

            assertEquals(List.of(Type.POPULAR_WITH_SIMILAR), types(explain(THIEF, 1, 0, liked(gone))));
        }

        private void points(Map<MovieId, Neighbours> rows, Movie from, Movie to, float weight) {
            rows.put(from.id(), new Neighbours(new int[] {index.number(to.id())}, new float[] {weight}));
        }

        private List<Reason> explain(Movie film, double peopleScale, double contentScale, Opinion... opinions) {
            return explained(film, peopleScale, contentScale, opinions).reasons();
        }

        private Explanation explained(Movie film, double peopleScale, double contentScale, Opinion... opinions) {
            TasteProfile taste = new TasteProfile(List.of(opinions), Set.of());
            Evidence evidence = Evidence.of(taste, index, people, content, List.of(), Set.of());
            Scorer scorer = new Scorer(index, taste);
            Scores scores = Scores.blend(
                    scorer.score(evidence.rows(), FilmRows::collaborative),
                    peopleScale,
                    scorer.score(evidence.rows(), FilmRows::content),
                    contentScale);
            return new Explainer(evidence, scores, films)
                    .explain(
                            List.of(new Candidate(film.id(), Algorithm.HYBRID, 1)),
                            films.keySet().stream()
                                    .map(it -> new Candidate(it, Algorithm.HYBRID, 1))
                                    .toList())
                    .get(0);
        }

        /** Of a film that one liked film speaks for. */
        private Insight insight(Movie liked, Movie film) {
            films.put(liked.id(), liked);
            films.put(film.id(), film);
            points(people, liked, film, 1);
            return explained(film, 1, 0, liked(liked)).insight();
        }

        @Test
        void whatIsSharedSaysOfWhatKindItIs() {
            Map<Movie, Type> types = Map.of(
                    aFilm("Brick").about("loyalty").build(), Type.SHARED_THEME,
                    aFilm("Drive").looking("neo_noir").build(), Type.SHARED_STYLE,
                    aFilm("Scarface")
                                    .feeling("tragic_fall", List.of(), Map.of())
                                    .build(),
                            Type.ARC_MATCH,
                    aFilm("Serpico").by("Al Pacino").build(), Type.PEOPLE,
                    aFilm("Topkapi").withGenres("Crime").build(), Type.BECAUSE_LIKED);
            Map<Type, Insight.Kind> kinds = Map.of(
                    Type.SHARED_THEME, Insight.Kind.PATTERN,
                    Type.SHARED_STYLE, Insight.Kind.PATTERN,
                    Type.ARC_MATCH, Insight.Kind.MOOD,
                    Type.PEOPLE, Insight.Kind.SIMILARITY,
                    Type.BECAUSE_LIKED, Insight.Kind.SIMILARITY);
            Movie liked = aFilm("Collateral")
                    .withGenres("Crime")
                    .with("Al Pacino")
                    .about("loyalty")
                    .looking("neo_noir")
                    .feeling("tragic_fall", List.of(), Map.of())
                    .build();
            films.put(liked.id(), liked);
            types.forEach((film, type) -> {
                films.put(film.id(), film);
                points(people, liked, film, 1);

                Explanation explanation = explained(film, 1, 0, liked(liked));

                assertEquals(List.of(type), types(explanation.reasons()), film.title());
                assertEquals(kinds.get(type), explanation.insight().kind(), film.title());
            });
        }

        @Test
        void whereTheLatestLikesSpeakForMostOfItThatIsSaid() {
            Opinion[] opinions = {liked(CLUE), liked(RONIN), opinion(DUNE), opinion(DUEL), liked(HEAT)};
            points(people, RONIN, THIEF, 0.3f);
            points(people, HEAT, THIEF, 0.5f);
            assertEquals(
                    Insight.Kind.TEMPORAL,
                    explained(THIEF, 1, 0, opinions).insight().kind());

            points(people, RONIN, THIEF, 0.4f);
            assertEquals(
                    Insight.Kind.SIMILARITY,
                    explained(THIEF, 1, 0, opinions).insight().kind());
        }

        @Test
        void whoHasFourOpinionsHasNoneOfLate() {
            points(people, HEAT, THIEF, 1);

            assertEquals(
                    Insight.Kind.SIMILARITY,
                    explained(THIEF, 1, 0, opinion(DUNE), opinion(DUEL), opinion(CLUE), liked(HEAT))
                            .insight()
                            .kind());
        }

        @Test
        void whatNothingLikedSpeaksForIsADiscoveryAndAnAdventure() {
            points(people, HEAT, THIEF, 1);

            Insight insight = explained(THIEF, 1, 0, opinion(HEAT)).insight();

            assertEquals(new Insight(Insight.Kind.DISCOVERY, Insight.Discovery.ADVENTURE, 0), insight);
        }

        @Test
        void theLessLikeWhatIsLikedTheMoreItIsAnAdventure() {
            Movie liked = aFilm("Charade").withGenres("A", "B", "C").build();

            // genres count 0.8: of two of four in common 0.4, of one of four 0.2, of one of seven 0.11
            assertEquals(
                    Insight.Discovery.SAFE,
                    insight(liked, aFilm("Topaz").withGenres("A", "B", "D").build())
                            .discovery());
            assertEquals(
                    Insight.Discovery.STRETCH,
                    insight(liked, aFilm("Frenzy").withGenres("A", "D").build()).discovery());
            assertEquals(
                    Insight.Discovery.ADVENTURE,
                    insight(
                                    liked,
                                    aFilm("Vertigo")
                                            .withGenres("A", "D", "E", "F", "G")
                                            .build())
                            .discovery());
        }

        @Test
        void likenessIsThatOfWhatCarriesTheScoreByWhatItCarries() {
            Movie twin = aFilm("Charade").withGenres("A").build();
            Movie stranger = aFilm("Topaz").withGenres("Z").build();
            Movie film = aFilm("Frenzy").withGenres("A").build();
            for (Movie it : List.of(twin, stranger, film)) films.put(it.id(), it);
            points(people, stranger, film, 0.6f);

            // 0.91 · 1/3 = 0.30 and 0.91 · 1/2 = 0.45
            points(people, twin, film, 0.3f);
            assertEquals(
                    Insight.Discovery.STRETCH,
                    explained(film, 1, 0, liked(twin), liked(stranger))
                            .insight()
                            .discovery());
            points(people, twin, film, 0.6f);
            assertEquals(
                    Insight.Discovery.SAFE,
                    explained(film, 1, 0, liked(twin), liked(stranger))
                            .insight()
                            .discovery());
        }

        @Test
        void confidenceIsWhatSpeaksForItAndGrowsWithTheLikes() {
            points(people, HEAT, THIEF, 0.6f);
            points(people, CLUE, THIEF, -0.2f);

            assertEquals(1 / 5.0, explained(THIEF, 1, 0, liked(HEAT)).insight().confidence(), 1e-6);
            assertEquals(
                    0.75 * 2 / 6,
                    explained(THIEF, 1, 0, liked(HEAT), liked(CLUE)).insight().confidence(),
                    1e-6);
        }

        private Opinion opinion(Movie film) {
            return new Opinion(film.id(), 0.5, 0.5);
        }
    }

    @Test
    void aPopularFilmNamesAGenreOnlyIfTheUserChoseIt() {
        List<PopularFilm> chart = List.of(new PopularFilm(HEAT.id(), 9, HEAT.genres()));
        Scores nothing = new Scores(Algorithm.POPULAR, new double[0], new double[0], 0, 0);
        List<Candidate> heat = List.of(new Candidate(HEAT.id(), Algorithm.POPULAR, 1));

        Reason chosen = new Explainer(evidence(chart, Set.of("Crime", "War")), nothing, Map.of())
                .explain(heat, heat)
                .get(0)
                .reasons()
                .get(0);
        Reason unasked = new Explainer(evidence(chart, Set.of("War")), nothing, Map.of())
                .explain(heat, heat)
                .get(0)
                .reasons()
                .get(0);

        assertEquals(new Reason(Type.POPULAR, null, null, "Crime", 1), chosen);
        assertEquals("Popular in Crime, which you chose", chosen.text());
        assertEquals(new Reason(Type.POPULAR, null, null, null, 1), unasked);
        assertEquals("Popular right now", unasked.text());
    }

    @Test
    void everyReasonIsGrounded() {
        for (int seed = 0; seed < 150; seed++) {
            Random random = new Random(seed);
            List<Signal> signals = SampleEvidence.randomSignals(random);
            Set<String> chosen = Set.of("War", "Crime");
            Evidence evidence = SampleEvidence.of(signals, chosen.toArray(String[]::new));
            Algorithm algorithm = ALGORITHMS.get(seed % ALGORITHMS.size());

            Recommended list = SampleEvidence.listFor(
                    evidence, new ListSettings(50, algorithm, 0.4, true), SampleEvidence.analysed());

            for (Recommendation film : list.films()) {
                assertTrue(film.reasons().size() >= 1);
                assertEquals(
                        film.reasons().get(0).movie() == null, film.insight().kind() == Insight.Kind.DISCOVERY);
                for (Reason reason : film.reasons()) isGrounded(reason, film, signals, chosen);
            }
        }
    }

    private static void isGrounded(Reason reason, Recommendation film, List<Signal> signals, Set<String> chosen) {
        assertEquals(film.algorithm() == Algorithm.POPULAR, reason.type() == Type.POPULAR);
        assertTrue(reason.share() > 0 && reason.share() <= 1);
        if (reason.type() == Type.POPULAR && reason.attribute() != null) {
            assertTrue(
                    chosen.contains(reason.attribute()) && film.movie().genres().contains(reason.attribute()));
        }
        if (reason.movie() == null) return;
        Movie cited = SampleEvidence.analysed().get(reason.movie());
        assertEquals(cited.title(), reason.title());
        assertTrue(signals.stream().anyMatch(it -> it.movie().equals(cited.id()) && isLike(it)), "liked");
        if (reason.type() != Type.BECAUSE_LIKED) assertNotNull(reason.attribute());
        if (reason.attribute() == null) return;
        for (Movie both : List.of(cited, film.movie()))
            assertTrue(traits(both, reason.type()).anyMatch(reason.attribute()::equals), reason.text());
    }

    private static Stream<String> traits(Movie film, Type type) {
        return switch (type) {
            case PEOPLE -> Stream.concat(film.directors().stream(), film.cast().stream());
            case SHARED_THEME -> Facet.THEME.of(film).stream();
            case SHARED_STYLE -> Facet.STYLE.of(film).stream();
            case ARC_MATCH -> Facet.ARC.of(film).stream();
            default -> film.genres().stream();
        };
    }

    private static boolean isLike(Signal signal) {
        return signal.kind() == Kind.LIKE || (signal.kind() == Kind.RATING && signal.value() >= 4);
    }

    @Test
    void withoutTheCitedFilmTheScoreIsLower() {
        ListSettings settings = new ListSettings(20, Algorithm.COLLABORATIVE, 0, true);
        for (int seed = 0; seed < 20; seed++) {
            List<Signal> signals = SampleEvidence.AUDIENCE.get(seed).signals();
            Evidence evidence = SampleEvidence.of(signals);
            double[] before = scores(evidence);
            for (Recommendation film :
                    SampleEvidence.listFor(evidence, settings).films())
                for (Reason reason : film.reasons()) {
                    if (reason.movie() == null) continue;
                    double[] after = scores(without(evidence, reason.movie()));
                    int number = evidence.index().number(film.movie().id());
                    assertTrue(after[number] < before[number], reason.text());
                }
        }
    }

    @Test
    void aBareListHasNoReasons() {
        Evidence evidence = SampleEvidence.of(SampleEvidence.AUDIENCE.get(0).signals());

        Recommended bare = SampleEvidence.listFor(evidence, new ListSettings(50, Algorithm.HYBRID, 0.4, false));
        Recommended explained = SampleEvidence.listFor(evidence, new ListSettings(50, Algorithm.HYBRID, 0.4, true));

        assertTrue(bare.films().stream().allMatch(film -> film.reasons().isEmpty()));
        assertNotEquals(bare, explained);
        assertEquals(
                explained.films().stream().map(Recommendation::movie).toList(),
                bare.films().stream().map(Recommendation::movie).toList());
    }

    private static double[] scores(Evidence evidence) {
        return new Scorer(evidence.index(), evidence.taste()).score(evidence.rows(), FilmRows::collaborative);
    }

    private static Evidence without(Evidence evidence, MovieId film) {
        List<Opinion> opinions = new ArrayList<>(evidence.taste().opinions());
        List<FilmRows> rows = new ArrayList<>(evidence.rows());
        int place = opinions.stream().map(Opinion::movie).toList().indexOf(film);
        opinions.remove(place);
        rows.remove(place);
        return new Evidence(
                new TasteProfile(opinions, evidence.taste().settled()),
                evidence.index(),
                rows,
                evidence.popular(),
                evidence.favouriteGenres());
    }

    private static Opinion liked(Movie film) {
        return new Opinion(film.id(), 1, 1);
    }

    private static List<Type> types(List<Reason> reasons) {
        return reasons.stream().map(Reason::type).toList();
    }

    private static Evidence evidence(List<PopularFilm> chart, Set<String> chosen) {
        return new Evidence(TasteProfile.UNKNOWN, new FilmIndex(), List.of(), chart, chosen);
    }
}
