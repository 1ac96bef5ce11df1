package io.cineai.recommend;

import static io.cineai.testkit.FilmBuilder.aFilm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.recommend.likeness.FilmSimilarity;
import io.cineai.recommend.likeness.FilmTraits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DiversifierTest {
    private static final double[] FACTORS = {0, 0.2, 0.4, 0.6, 0.8, 1};
    private static final double ROUNDING = 1e-9;

    @Test
    void withoutAFactorTheOrderIsThatOfRelevance() {
        for (int seed = 0; seed < 20; seed++) {
            List<Candidate> pool = pool(seed, 150);

            assertEquals(pool.subList(0, 60), new Diversifier(0).pick(pool, SampleEvidence.BY_ID, 60));
        }
    }

    @Test
    void theFirstPickIsTheMostRelevant() {
        for (int seed = 0; seed < 20; seed++) {
            List<Candidate> pool = pool(seed, 150);
            for (double factor : FACTORS)
                assertEquals(pool.get(0), picked(factor, pool).get(0));
        }
    }

    @Test
    void aTwinOfThePickedWaits() {
        Movie heat = aFilm("Heat").withGenres("Crime").by("Michael Mann").build();
        Movie thief = aFilm("Thief").withGenres("Crime").by("Michael Mann").build();
        Movie clue = aFilm("Clue").withGenres("Comedy").by("Jonathan Lynn").build();
        List<Candidate> pool = List.of(candidate(heat, 1), candidate(thief, 0.9), candidate(clue, 0));

        List<Candidate> picked = new Diversifier(0.5).pick(pool, byId(heat, thief, clue), 3);

        // thief: 0.5 * 0.9 - 0.5 * 1 = -0.05; clue: 0.5 * 0 - 0.5 * 0 = 0
        assertEquals(List.of(pool.get(0), pool.get(2), pool.get(1)), picked);
    }

    @Test
    void moreFactorIsMoreVarietyAndLessRelevance() {
        double[] likeness = new double[FACTORS.length];
        double[] relevance = new double[FACTORS.length];
        for (int seed = 0; seed < 60; seed++) {
            List<Candidate> pool = pool(seed, 100);
            for (int k = 0; k < FACTORS.length; k++) {
                List<Candidate> picked = picked(FACTORS[k], pool);
                likeness[k] += meanSimilarity(picked);
                relevance[k] += picked.stream()
                        .mapToDouble(Candidate::relevance)
                        .average()
                        .orElseThrow();
            }
        }

        for (int k = 1; k < FACTORS.length; k++) {
            assertTrue(likeness[k] <= likeness[k - 1] + ROUNDING, "factor " + FACTORS[k]);
            assertTrue(relevance[k] <= relevance[k - 1] + ROUNDING, "factor " + FACTORS[k]);
        }
        assertTrue(likeness[2] < 0.8 * likeness[0], "the default factor shows");
    }

    @Test
    void aListHoldsEachFilmOnceAndIsAsLongAsAskedFor() {
        for (int seed = 0; seed < 20; seed++)
            for (int size : new int[] {1, 2, 50, 100, 120, 200}) {
                List<Candidate> picked = new Diversifier(0.4).pick(pool(seed, 150), SampleEvidence.BY_ID, size);

                assertEquals(Math.min(size, 150), picked.size());
                assertEquals(picked.size(), new HashSet<>(picked).size());
            }
    }

    @Test
    void whatTheBestHundredLeaveOpenGoesByRelevance() {
        List<Candidate> pool = pool(1, 150);

        List<Candidate> picked = new Diversifier(0.8).pick(pool, SampleEvidence.BY_ID, 150);

        assertEquals(new HashSet<>(pool.subList(0, 100)), new HashSet<>(picked.subList(0, 100)));
        assertEquals(pool.subList(100, 150), picked.subList(100, 150));
    }

    @Test
    void ofEquallyGoodFilmsTheEarlierComesFirst() {
        List<Movie> twins = List.of(
                aFilm("One").withGenres("Drama").build(),
                aFilm("Two").withGenres("Drama").build(),
                aFilm("Three").withGenres("Drama").build(),
                aFilm("Four").withGenres("Drama").build());
        List<Candidate> pool = twins.stream().map(film -> candidate(film, 1)).toList();

        for (double factor : FACTORS)
            assertEquals(pool, new Diversifier(factor).pick(pool, byId(twins.toArray(Movie[]::new)), 4));
    }

    @Test
    void fewerFilmsThanPlacesAreAllPicked() {
        assertEquals(List.of(), new Diversifier(0.4).pick(List.of(), Map.of(), 5));
        for (int count = 1; count < 5; count++)
            assertEquals(
                    count,
                    new Diversifier(0.4)
                            .pick(pool(3, count), SampleEvidence.BY_ID, 5)
                            .size());
    }

    private static List<Candidate> picked(double factor, List<Candidate> pool) {
        return new Diversifier(factor).pick(pool, SampleEvidence.BY_ID, 20);
    }

    /** Random films of the sample with random relevance, best first. */
    private static List<Candidate> pool(long seed, int size) {
        Random random = new Random(seed);
        List<Movie> films = new ArrayList<>(SampleEvidence.FILMS);
        Collections.shuffle(films, random);
        return films.stream()
                .limit(size)
                .map(film -> candidate(film, random.nextDouble()))
                .sorted(Comparator.comparingDouble(Candidate::relevance).reversed())
                .toList();
    }

    private static double meanSimilarity(List<Candidate> picked) {
        List<FilmTraits> traits = picked.stream()
                .map(it -> FilmTraits.of(SampleEvidence.BY_ID.get(it.film())))
                .toList();
        double sum = 0;
        for (int a = 1; a < traits.size(); a++)
            for (int b = 0; b < a; b++) sum += FilmSimilarity.between(traits.get(a), traits.get(b));
        return sum / (traits.size() * (traits.size() - 1) / 2.0);
    }

    private static Candidate candidate(Movie film, double relevance) {
        return new Candidate(film.id(), Algorithm.HYBRID, relevance);
    }

    private static Map<MovieId, Movie> byId(Movie... films) {
        return List.of(films).stream().collect(Collectors.toMap(Movie::id, Function.identity()));
    }
}
