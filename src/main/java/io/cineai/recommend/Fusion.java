package io.cineai.recommend;

import io.cineai.movie.MovieId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets a second order of some candidates have a say: reciprocal rank fusion, 1 / (60 + place by relevance) + weight / (60 + place in that
 * order). Source: Cormack, Clarke and Büttcher, SIGIR 2009. The films that the order names change places among themselves, and each
 * takes over the relevance of its new place; nothing else moves, and nothing comes in.
 *
 * @param weight how much the order's voice counts beside the relevance's. Range 0 (not at all) to 1.
 */
record Fusion(double weight) {
    private static final int SMOOTHING = 60;

    /** A model that judges films by their texts helps those of whom little is known, and hurts those who rated much. */
    private static final double GREATEST_WEIGHT = 0.5;

    /** Opinions after which the order counts half as much as at first. */
    private static final double HALF_LIFE = 5;

    /** For a user who has so many opinions of films. */
    static Fusion after(int opinions) {
        return new Fusion(GREATEST_WEIGHT * HALF_LIFE / (HALF_LIFE + opinions));
    }

    /** @param candidates best first */
    List<Candidate> fuse(List<Candidate> candidates, List<MovieId> order) {
        if (order.isEmpty()) return candidates;
        Map<MovieId, Integer> places = new HashMap<>();
        for (MovieId film : order) places.putIfAbsent(film, places.size() + 1);
        List<Integer> slots = new ArrayList<>();
        for (int slot = 0; slot < candidates.size(); slot++)
            if (places.containsKey(candidates.get(slot).film())) slots.add(slot);
        List<Voiced> voiced = new ArrayList<>(slots.size());
        for (int rank = 0; rank < slots.size(); rank++) {
            Candidate candidate = candidates.get(slots.get(rank));
            double voice = 1.0 / (SMOOTHING + rank + 1) + weight / (SMOOTHING + places.get(candidate.film()));
            voiced.add(new Voiced(candidate, voice));
        }
        // A stable sort: of two films with equal voices the more relevant stays before the other.
        voiced.sort(Comparator.comparingDouble(Voiced::voice).reversed());
        List<Candidate> fused = new ArrayList<>(candidates);
        for (int rank = 0; rank < slots.size(); rank++) {
            int slot = slots.get(rank);
            Candidate moved = voiced.get(rank).candidate();
            fused.set(
                    slot,
                    new Candidate(
                            moved.film(), moved.source(), candidates.get(slot).relevance()));
        }
        return fused;
    }

    private record Voiced(Candidate candidate, double voice) {}
}
