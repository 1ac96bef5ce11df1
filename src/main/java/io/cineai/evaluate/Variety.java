package io.cineai.evaluate;

import io.cineai.movie.MovieId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How varied one list is by an attribute of its films, and whether it keeps the user's own mix.
 *
 * @param traits genres (or themes) of each film; a film without is like no other
 */
public record Variety(Map<MovieId, List<String>> traits) {
    /** Share of the user's own mix blended in, so that a missing trait costs much but not infinitely. Source: Steck 2018. */
    private static final double BLEND = 0.01;

    public Variety {
        traits = Map.copyOf(traits);
    }

    /** Intra-list distance: mean of 1 - Jaccard over the pairs of the first k. In [0, 1]; 0 for fewer than two films. */
    public double distance(List<MovieId> list, int k) {
        List<MovieId> first = list.subList(0, Math.min(k, list.size()));
        double sum = 0;
        int pairs = 0;
        for (int a = 0; a < first.size(); a++)
            for (int b = 0; b < a; b++, pairs++) sum += 1 - jaccard(of(first.get(a)), of(first.get(b)));
        return pairs == 0 ? 0 : sum / pairs;
    }

    /**
     * Miscalibration: Kullback-Leibler divergence of the first k from the history, KL(p || 0.99 q + 0.01 p), in nats, 0 = the
     * same mix. Each film gives its traits equal shares of one. Source: Steck, RecSys 2018.
     */
    public double miscalibration(Collection<MovieId> history, List<MovieId> list, int k) {
        Map<String, Double> wanted = mix(history);
        Map<String, Double> given = mix(list.subList(0, Math.min(k, list.size())));
        return wanted.entrySet().stream()
                .mapToDouble(p -> p.getValue()
                        * Math.log(p.getValue()
                                / ((1 - BLEND) * given.getOrDefault(p.getKey(), 0.0) + BLEND * p.getValue())))
                .sum();
    }

    private Map<String, Double> mix(Collection<MovieId> films) {
        Map<String, Double> mix = new HashMap<>();
        double films1 = films.stream().filter(film -> !of(film).isEmpty()).count();
        for (MovieId film : films)
            for (String trait : of(film)) mix.merge(trait, 1 / (films1 * of(film).size()), Double::sum);
        return mix;
    }

    private List<String> of(MovieId film) {
        return traits.getOrDefault(film, List.of());
    }

    private static double jaccard(List<String> a, List<String> b) {
        Set<String> either = new HashSet<>(a);
        either.addAll(b);
        return either.isEmpty()
                ? 0
                : (double) (Set.copyOf(a).size() + Set.copyOf(b).size() - either.size()) / either.size();
    }
}
