package io.cineai.recommend;

import java.util.List;

/**
 * A whole list.
 *
 * @param algorithm what really ran, which may be less than what was asked for: popular where nothing is known of the user
 */
public record Recommended(Algorithm algorithm, List<Recommendation> films) {
    public Recommended {
        films = List.copyOf(films);
    }
}
