package io.cineai.store.opinion;

import io.cineai.recommend.Opinion;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a user.
 *
 * @param key of what was last asked or wanted
 * @param opinion the last one, while it holds
 */
public record KnownOpinion(String key, Optional<Held> opinion) {
    /** An opinion, and when it was given. */
    public record Held(Opinion opinion, Instant answeredAt) {}
}
