package io.cineai.recommend.likeness;

import io.cineai.movie.Facet;
import java.util.List;
import java.util.Map;

/**
 * What the films have in common that a user likes.
 *
 * @param films liked films that this is taken from: the latest, a hundred at the most
 * @param most of each facet the words that the user likes most, most first; a facet without is absent
 */
public record Leanings(int films, Map<Facet, List<Leaning>> most) {
    /** Of somebody of whom nothing is known. */
    public static final Leanings NONE = new Leanings(0, Map.of());

    public Leanings {
        most = Map.copyOf(most);
    }

    /**
     * One word of a facet.
     *
     * @param share of all that is liked, recent likes counting more. In (0, 1].
     * @param films liked films with the word
     */
    public record Leaning(String word, double share, int films) {}
}
