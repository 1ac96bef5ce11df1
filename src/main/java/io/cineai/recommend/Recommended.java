package io.cineai.recommend;

import io.cineai.recommend.likeness.Leanings;
import java.util.List;

/**
 * A whole list.
 *
 * @param algorithm what really ran, which may be less than what was asked for: popular where nothing is known of the user
 * @param leanings what the user's liked films have in common
 */
public record Recommended(Algorithm algorithm, List<Recommendation> films, Leanings leanings) {
    public Recommended {
        films = List.copyOf(films);
    }

    /** A list that is nobody's. */
    public Recommended(Algorithm algorithm, List<Recommendation> films) {
        this(algorithm, films, Leanings.NONE);
    }
}
