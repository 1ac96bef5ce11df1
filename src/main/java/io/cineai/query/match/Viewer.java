package io.cineai.query.match;

import io.cineai.movie.MovieId;
import java.util.Map;
import java.util.Set;

/**
 * Who asks.
 *
 * @param known films that they know already: never results
 * @param likes films that they like, and how much. In (0, 1]. They are no results either.
 */
public record Viewer(Set<MovieId> known, Map<MovieId, Double> likes) {
    /** Somebody of whom nothing is known. */
    public static final Viewer ANYBODY = new Viewer(Set.of(), Map.of());

    public Viewer {
        known = Set.copyOf(known);
        likes = Map.copyOf(likes);
    }
}
