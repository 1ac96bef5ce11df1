package io.cineai.recommend;

import io.cineai.movie.MovieId;
import io.cineai.recommend.reason.Reason;
import io.cineai.recommend.reason.WordingCheck;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a language model, asked ahead of time, thinks of a list. It decides nothing: its order is one voice beside the relevance, see
 * {@link Fusion}, and its words are shown only where they stand the {@link WordingCheck}.
 *
 * @param order films of the list, best first; empty where it was not asked for an order
 * @param words by film
 */
public record Opinion(List<MovieId> order, Map<MovieId, Words> words) {
    public static final Opinion NONE = new Opinion(List.of(), Map.of());

    public Opinion {
        order = List.copyOf(order);
        words = Map.copyOf(words);
    }

    public boolean isNone() {
        return order.isEmpty() && words.isEmpty();
    }

    /**
     * A sentence about a film.
     *
     * @param slots of the reasons that it was made of, see {@link #slots}; under other reasons it is not shown
     */
    public record Words(String text, String slots) {}

    /** What reasons say, their shares aside, as one text: equal exactly where they say the same. */
    public static String slots(List<Reason> reasons) {
        return reasons.stream()
                .map(it -> it.type().label() + "|" + it.movie() + "|" + it.attribute())
                .collect(Collectors.joining("\n"));
    }
}
