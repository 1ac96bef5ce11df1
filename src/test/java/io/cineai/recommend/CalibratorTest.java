package io.cineai.recommend;

import static io.cineai.testkit.FilmBuilder.aFilm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.taste.Grading;
import io.cineai.taste.TasteProfile;
import io.cineai.taste.TasteProfile.Opinion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CalibratorTest {
    private static final double[] FACTORS = {0, 0.25, 0.5, 0.75, 1};
    private static final double ROUNDING = 1e-9;
    private static final Map<MovieId, Movie> FILMS = SampleEvidence.analysed();

    private static final Movie HEAT = aFilm("Heat").withGenres("Crime").build();
    private static final Movie CLUE = aFilm("Clue").withGenres("Comedy").build();
    private static final Movie THIEF = aFilm("Thief").withGenres("Crime").build();
    private static final Movie RONIN = aFilm("Ronin").withGenres("Crime").build();
    private static final Movie TOOTSIE = aFilm("Tootsie").withGenres("Comedy").build();

    @Test
    void withoutAFactorTheOrderIsThatOfRelevance() {
        for (int user = 0; user < 10; user++) {
            List<Candidate> pool = pool(user);

            assertEquals(pool.subList(0, 50), new Calibrator(0, taste(user)).pick(pool, FILMS, 50));
        }
    }

    @Test
    void theListTakesOnTheMixOfWhatIsLiked() {
        TasteProfile half = taste(new Opinion(HEAT.id(), 1, 1), new Opinion(CLUE.id(), 1, 1));
        List<Candidate> pool = List.of(candidate(THIEF, 1), candidate(RONIN, 0.9), candidate(TOOTSIE, 0));

        List<Candidate> picked = new Calibrator(0.9, half).pick(pool, byId(HEAT, CLUE, THIEF, RONIN, TOOTSIE), 3);

        // second place, relevance in (0, 0.5]; crime only: KL = 0.5 ln(0.5/0.995) + 0.5 ln(0.5/0.005) = 1.96; half and
        // half: 0
        assertEquals(List.of(pool.get(0), pool.get(2), pool.get(1)), picked);
    }

    @Test
    void whatIsLikedMoreShallStandMoreOften() {
        TasteProfile mostlyCrime = taste(new Opinion(HEAT.id(), 1, 1), new Opinion(CLUE.id(), 1, 0.4));
        List<Candidate> pool = List.of(candidate(THIEF, 1), candidate(RONIN, 0.9), candidate(TOOTSIE, 0));

        List<Candidate> picked =
                new Calibrator(0.5, mostlyCrime).pick(pool, byId(HEAT, CLUE, THIEF, RONIN, TOOTSIE), 1);

        assertEquals(List.of(pool.get(0)), picked);
    }

    @Test
    void eachPlaceGoesToTheFilmOfTheGreatestWorth() {
        for (int user = 0; user < 6; user++)
            for (double factor : FACTORS) {
                List<Candidate> pool = pool(user).subList(0, 40);
                TasteProfile taste = taste(user);
                if (wanted(taste).isEmpty()) continue;

                List<Candidate> picked = new Calibrator(factor, taste).pick(pool, FILMS, 15);

                for (int place = 0; place < picked.size(); place++) {
                    List<Candidate> before = picked.subList(0, place);
                    double best = pool.stream()
                            .filter(candidate -> !before.contains(candidate))
                            .mapToDouble(candidate -> worth(factor, taste, pool, and(before, candidate)))
                            .max()
                            .orElseThrow();
                    assertEquals(best, worth(factor, taste, pool, picked.subList(0, place + 1)), ROUNDING);
                }
            }
    }

    @Test
    void moreFactorIsCloserToTheMixOfWhatIsLiked() {
        double[] divergence = new double[FACTORS.length];
        double[] relevance = new double[FACTORS.length];
        for (int user = 0; user < SampleEvidence.AUDIENCE.size(); user++)
            for (int k = 0; k < FACTORS.length; k++) {
                List<Candidate> picked = new Calibrator(FACTORS[k], taste(user)).pick(pool(user), FILMS, 20);
                divergence[k] += divergence(taste(user), picked);
                relevance[k] +=
                        picked.stream().mapToDouble(Candidate::relevance).sum();
            }

        for (int k = 1; k < FACTORS.length; k++) {
            assertTrue(divergence[k] < divergence[k - 1], "factor " + FACTORS[k]);
            assertTrue(relevance[k] < relevance[k - 1], "factor " + FACTORS[k]);
        }
        assertTrue(divergence[2] < 0.8 * divergence[0], "half a factor shows");
    }

    @Test
    void aListHoldsEachFilmOnceIsAsLongAsAskedForAndAlwaysTheSame() {
        for (int user = 0; user < 10; user++)
            for (int size : new int[] {1, 50, 100, 110, 200}) {
                List<Candidate> pool = pool(user);
                Calibrator calibrator = new Calibrator(0.7, taste(user));

                List<Candidate> picked = calibrator.pick(pool, FILMS, size);

                assertEquals(Math.min(size, pool.size()), picked.size());
                assertEquals(picked.size(), new HashSet<>(picked).size());
                assertEquals(picked, calibrator.pick(pool, FILMS, size));
            }
    }

    @Test
    void ofEquallyGoodFilmsTheMoreRelevantIsFirst() {
        List<Candidate> pool = List.of(candidate(THIEF, 0.5), candidate(RONIN, 0.5), candidate(HEAT, 0.5));

        assertEquals(
                pool,
                new Calibrator(1, taste(new Opinion(CLUE.id(), 1, 1))).pick(pool, byId(HEAT, CLUE, THIEF, RONIN), 3));
    }

    @Test
    void whereNothingIsKnownOfTheUserTheOrderIsThatOfRelevance() {
        Movie bare = aFilm("Bare").build();
        List<Candidate> pool = List.of(candidate(THIEF, 1), candidate(RONIN, 0.5), candidate(TOOTSIE, 0));
        Map<MovieId, Movie> films = byId(THIEF, RONIN, TOOTSIE, bare);
        List<TasteProfile> nothing = List.of(
                TasteProfile.UNKNOWN,
                taste(new Opinion(HEAT.id(), 1, 1)), // of which there are no facts
                taste(new Opinion(bare.id(), 1, 1)),
                taste(new Opinion(THIEF.id(), 0.5, 0.5)), // only wanted
                taste(new Opinion(THIEF.id(), 1, 0))); // so long ago that nothing is left of it

        for (TasteProfile taste : nothing) assertEquals(pool, new Calibrator(1, taste).pick(pool, films, 3));
    }

    /** The definition, film by film. */
    private static double worth(double factor, TasteProfile taste, List<Candidate> pool, List<Candidate> picked) {
        double best = pool.get(0).relevance();
        double span = best - pool.get(pool.size() - 1).relevance();
        double relevance = picked.stream()
                .mapToDouble(it -> 1 - (best - it.relevance()) / span)
                .average()
                .orElseThrow();
        return (1 - factor) * relevance - factor * divergence(taste, picked);
    }

    private static double divergence(TasteProfile taste, List<Candidate> picked) {
        Map<String, Double> given = new HashMap<>();
        for (Candidate candidate : picked) give(given, FILMS.get(candidate.film()), 1.0 / picked.size());
        double sum = 0;
        for (Map.Entry<String, Double> part : wanted(taste).entrySet()) {
            double p = part.getValue();
            sum += p * Math.log(p / (0.99 * given.getOrDefault(part.getKey(), 0.0) + 0.01 * p));
        }
        return sum;
    }

    private static Map<String, Double> wanted(TasteProfile taste) {
        Map<String, Double> wanted = new HashMap<>();
        List<Opinion> liked = taste.opinions().stream().filter(Opinion::liked).toList();
        double all = liked.stream().mapToDouble(Opinion::weight).sum();
        for (Opinion opinion : liked) give(wanted, FILMS.get(opinion.movie()), opinion.weight() / all);
        return wanted;
    }

    private static void give(Map<String, Double> mix, Movie film, double weight) {
        Set<String> words = new HashSet<>(film.genres());
        film.portrait().subject().orElseThrow().themes().stream().limit(2).forEach(it -> words.add("theme " + it));
        for (String word : words) mix.merge(word, weight / words.size(), Double::sum);
    }

    /** What the sample's model says for this user, best first. */
    private static List<Candidate> pool(int user) {
        Evidence evidence = SampleEvidence.of(SampleEvidence.AUDIENCE.get(user).signals());
        return new Recommender(new ListSettings(100, Algorithm.HYBRID, 0, false))
                .shortlist(evidence)
                .candidates();
    }

    private static TasteProfile taste(int user) {
        return TasteProfile.of(SampleEvidence.AUDIENCE.get(user).signals(), Grading.GRADED, 2);
    }

    private static TasteProfile taste(Opinion... opinions) {
        return new TasteProfile(List.of(opinions), Set.of());
    }

    private static Candidate candidate(Movie film, double relevance) {
        return new Candidate(film.id(), Algorithm.HYBRID, relevance);
    }

    private static Map<MovieId, Movie> byId(Movie... films) {
        return Stream.of(films).collect(Collectors.toMap(Movie::id, Function.identity()));
    }

    private static List<Candidate> and(List<Candidate> some, Candidate one) {
        List<Candidate> more = new ArrayList<>(some);
        more.add(one);
        return more;
    }
}
