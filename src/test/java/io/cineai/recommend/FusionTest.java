package io.cineai.recommend;

import static io.cineai.testkit.FilmBuilder.aFilm;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.movie.MovieId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FusionTest {
    private static final int FILMS = 60;

    private final List<Candidate> candidates = IntStream.range(0, FILMS)
            .mapToObj(n -> new Candidate(aFilm("Film " + n).build().id(), Algorithm.HYBRID, 1 - n / 100.0))
            .toList();

    private static List<MovieId> films(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::film).toList();
    }

    private static List<Double> relevances(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::relevance).toList();
    }

    private int furthestMove(Fusion fusion, List<MovieId> order) {
        List<MovieId> fused = films(fusion.fuse(candidates, order));
        return IntStream.range(0, FILMS)
                .map(n -> Math.abs(n - fused.indexOf(candidates.get(n).film())))
                .max()
                .orElseThrow();
    }

    @Test
    void withoutAnOrderNothingMoves() {
        assertEquals(candidates, new Fusion(1).fuse(candidates, List.of()));
    }

    @Test
    void anOrderThatAgreesMovesNothing() {
        assertEquals(candidates, new Fusion(0.5).fuse(candidates, films(candidates.subList(0, 50))));
    }

    @Test
    void whateverTheOrderItIsAPermutationOfItsOwnFilmsAndThePlacesKeepTheirRelevance() {
        Random random = new Random(11);
        for (int round = 0; round < 500; round++) {
            List<MovieId> order = new ArrayList<>(films(candidates));
            Collections.shuffle(order, random);
            order = new ArrayList<>(order.subList(0, random.nextInt(FILMS)));
            order.add(aFilm("A stranger").build().id());
            Collections.shuffle(order, random);

            List<Candidate> fused = new Fusion(random.nextDouble()).fuse(candidates, order);

            assertEquals(new HashSet<>(films(candidates)), new HashSet<>(films(fused)));
            assertEquals(relevances(candidates), relevances(fused));
            for (int place = 0; place < FILMS; place++)
                if (!order.contains(candidates.get(place).film()))
                    assertEquals(candidates.get(place), fused.get(place));
        }
    }

    @Test
    void theMoreIsKnownOfTheUserTheLessItMoves() {
        List<MovieId> reversed = new ArrayList<>(films(candidates.subList(0, 50)));
        Collections.reverse(reversed);

        List<Integer> moves = IntStream.of(1, 5, 10, 19)
                .mapToObj(opinions -> furthestMove(Fusion.after(opinions), reversed))
                .toList();

        List<Integer> falling = new ArrayList<>(moves);
        falling.sort(Collections.reverseOrder());
        assertEquals(falling, moves);
        assertTrue(moves.get(0) > moves.get(3), moves.toString());
    }

    /** Its voice is half of the relevance's at the most: it never turns a list round. */
    @Test
    void theBestFilmOfTheOrderRisesButTheBestFilmOfTheListStaysBeforeTheLast() {
        List<MovieId> reversed = new ArrayList<>(films(candidates.subList(0, 50)));
        Collections.reverse(reversed);

        List<MovieId> fused = films(Fusion.after(1).fuse(candidates, reversed));

        assertTrue(fused.indexOf(candidates.get(0).film())
                < fused.indexOf(candidates.get(49).film()));
    }

    @Test
    void whatTheOrderPutsFirstRises() {
        List<MovieId> order = new ArrayList<>(films(candidates.subList(0, 50)));
        MovieId favourite = order.remove(30);
        order.add(0, favourite);

        List<MovieId> fused = films(Fusion.after(1).fuse(candidates, order));

        assertTrue(fused.indexOf(favourite) < 30, "at " + fused.indexOf(favourite));
    }
}
