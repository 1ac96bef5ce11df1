package io.cineai.recommend;

import static io.cineai.testkit.FilmBuilder.idOf;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cineai.movie.FilmIndex;
import io.cineai.movie.FilmRows;
import io.cineai.movie.MovieId;
import io.cineai.movie.Neighbours;
import io.cineai.taste.TasteProfile;
import io.cineai.taste.TasteProfile.Opinion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScorerTest {
    private static final MovieId HEAT = idOf("Heat");
    private static final MovieId RONIN = idOf("Ronin");
    private static final MovieId CLUE = idOf("Clue");
    private static final MovieId THIEF = idOf("Thief");

    private final FilmIndex index = new FilmIndex();
    private final int heat = index.number(HEAT);
    private final int ronin = index.number(RONIN);
    private final int thief = index.number(THIEF);

    {
        index.number(CLUE);
    }

    @Test
    void aScoreIsTheSumOfTasteTimesWeight() {
        Scorer scorer = scorer(Set.of(), new Opinion(HEAT, 1, 0.5), new Opinion(CLUE, -0.3, -0.25));

        double[] scores = scorer.score(
                List.of(
                        new FilmRows(row(new int[] {ronin, thief}, 0.5f, 0.25f), row(new int[] {heat}, 9)),
                        new FilmRows(row(new int[] {ronin, heat}, 2f, -1f), Neighbours.NONE)),
                FilmRows::collaborative);

        assertArrayEquals(new double[] {0.25, 0.5 * 0.5 - 0.25 * 2, 0.125, 0}, scores);
    }

    @Test
    void aTouchedFilmWithoutARowSaysNothing() {
        assertArrayEquals(
                new double[4],
                scorer(Set.of(), new Opinion(HEAT, 1, 1)).score(List.of(FilmRows.NONE), FilmRows::content));
    }

    @Test
    void theBestComeFirstAndOnlyWhatSpeaksForThem() {
        List<Candidate> best = scorer(Set.of()).best(new double[] {0.1, 0.4, 0, -0.2}, 10, Algorithm.HYBRID);

        assertEquals(
                List.of(new Candidate(RONIN, Algorithm.HYBRID, 0.4), new Candidate(HEAT, Algorithm.HYBRID, 0.1)), best);
    }

    /** A model that went wrong for one film. */
    @Test
    void whatIsNoNumberIsNoCandidateAndSpoilsNoOther() {
        double[] scores = {0.1, Double.NaN, 0.3, 0.2};

        assertEquals(
                List.of(0.3, 0.2),
                scorer(Set.of()).best(scores, 2, Algorithm.CONTENT).stream()
                        .map(Candidate::relevance)
                        .toList());
    }

    @Test
    void aSeenFilmIsNeverACandidate() {
        Scorer scorer = scorer(Set.of(RONIN, idOf("not in the model")));

        assertEquals(List.of(THIEF, HEAT), films(scorer.best(new double[] {0.1, 0.9, 0.3, 0}, 10, Algorithm.CONTENT)));
    }

    @Test
    void noMoreThanAskedForAndTiesById() {
        List<MovieId> byId = new ArrayList<>(List.of(HEAT, RONIN, CLUE, THIEF));
        Collections.sort(byId);

        assertEquals(byId.subList(0, 3), films(scorer(Set.of()).best(new double[] {1, 1, 1, 1}, 3, Algorithm.CONTENT)));
    }

    @Test
    void theBestAreThoseOfASortedList() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            FilmIndex films = new FilmIndex();
            double[] scores = IntStream.range(0, 1 + random.nextInt(200))
                    .mapToDouble(film -> random.nextInt(20) - 8)
                    .toArray();
            for (int film = 0; film < scores.length; film++)
                films.number(new MovieId(new UUID(random.nextLong(), film)));
            int count = 1 + random.nextInt(60);

            List<Candidate> best = new Scorer(films, TasteProfile.UNKNOWN).best(scores, count, Algorithm.COLLABORATIVE);

            List<Candidate> sorted = IntStream.range(0, scores.length)
                    .filter(film -> scores[film] > 0)
                    .mapToObj(film -> new Candidate(films.film(film), Algorithm.COLLABORATIVE, scores[film]))
                    .sorted(Comparator.comparingDouble(Candidate::relevance)
                            .reversed()
                            .thenComparing(Candidate::film))
                    .limit(count)
                    .toList();
            assertEquals(sorted, best, "seed " + seed);
        }
    }

    private Scorer scorer(Set<MovieId> settled, Opinion... opinions) {
        return new Scorer(index, new TasteProfile(List.of(opinions), settled));
    }

    private static Neighbours row(int[] films, float... weights) {
        return new Neighbours(films, weights);
    }

    private static List<MovieId> films(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::film).toList();
    }
}
