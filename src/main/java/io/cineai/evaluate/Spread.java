package io.cineai.evaluate;

import io.cineai.movie.MovieId;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How widely the first k of all users' lists reach over the catalogue.
 *
 * @param catalogue films that could have been recommended, 1 or more
 * @param fans of each film, users who are known to like it; a film without counts as one
 * @param users all users that fans are counted among, 1 or more
 */
public record Spread(int catalogue, Map<MovieId, Integer> fans, int users) {
    public Spread {
        if (catalogue < 1) throw new IllegalArgumentException("catalogue must be 1 or more: " + catalogue);
        if (users < 1) throw new IllegalArgumentException("users must be 1 or more: " + users);
        fans = Map.copyOf(fans);
    }

    /** Share of the catalogue that anyone is shown. In [0, 1]. */
    public double coverage(Collection<List<MovieId>> lists, int k) {
        return (double) shown(lists, k).size() / catalogue;
    }

    /** How unevenly showings fall on the films of the catalogue: 0 = evenly, towards 1 = all on one film. */
    public double gini(Collection<List<MovieId>> lists, int k) {
        int[] showings = Arrays.copyOf(
                shown(lists, k).values().stream().mapToInt(Integer::intValue).toArray(), catalogue);
        Arrays.sort(showings);
        double weighted = 0;
        double total = 0;
        for (int i = 0; i < catalogue; i++) {
            weighted += (2.0 * (i + 1) - catalogue - 1) * showings[i];
            total += showings[i];
        }
        return total == 0 ? 0 : weighted / (catalogue * total);
    }

    /** Mean over all showings of -log2(fans / users), in bits: 0 = everybody's film. Source: Vargas and Castells, RecSys 2011. */
    public double novelty(Collection<List<MovieId>> lists, int k) {
        double bits = 0;
        long showings = 0;
        for (Map.Entry<MovieId, Integer> film : shown(lists, k).entrySet()) {
            double share = (double) Math.max(1, fans.getOrDefault(film.getKey(), 0)) / users;
            bits -= film.getValue() * Math.log(share) / Math.log(2);
            showings += film.getValue();
        }
        return showings == 0 ? 0 : bits / showings;
    }

    private static Map<MovieId, Integer> shown(Collection<List<MovieId>> lists, int k) {
        if (k < 1) throw new IllegalArgumentException("k must be 1 or more: " + k);
        Map<MovieId, Integer> shown = new HashMap<>();
        for (List<MovieId> list : lists) list.stream().limit(k).forEach(film -> shown.merge(film, 1, Integer::sum));
        return shown;
    }
}
