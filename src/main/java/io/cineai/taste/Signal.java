package io.cineai.taste;

import io.cineai.movie.MovieId;
import java.time.Instant;
import java.util.Objects;

/**
 * One thing a user did with one film.
 *
 * @param value stars (0.5 to 5) for {@link Kind#RATING}; for implicit kinds what the app recorded; 0 where a kind needs none
 */
public record Signal(MovieId movie, Kind kind, double value, Instant at) {

    /** What was done. The names in lower case are those of the view {@code rec_signals}. */
    public enum Kind {
        RATING,
        LIKE,
        DISLIKE,
        INTERESTED,
        NOT_INTERESTED,
        WATCHLIST,
        WATCHED,
        DISMISSED,
        BROWSE,
        VIEW,
        CLICK,
        SAVE,
        SKIP,
        REMOVE,
        WATCH_TIME;

        /** True where the user has already found or refused the film, so that recommending it helps nobody. */
        public boolean settles() {
            return switch (this) {
                case BROWSE, VIEW, CLICK -> false;
                default -> true;
            };
        }
    }

    public Signal {
        Objects.requireNonNull(movie, "movie");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(at, "at");
        if (kind == Kind.RATING && !(value >= 0.5 && value <= 5))
            throw new IllegalArgumentException("stars must be in [0.5, 5]: " + value);
    }
}
