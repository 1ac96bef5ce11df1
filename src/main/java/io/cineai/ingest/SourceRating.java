package io.cineai.ingest;

import io.cineai.movie.MovieId;
import io.cineai.taste.Signal;
import io.cineai.taste.UserId;
import java.time.Instant;

/**
 * One rating as the source has it.
 *
 * @param email made up, never delivered: the domain is reserved (RFC 2606)
 * @param stars 0.5 to 5 in half steps
 */
public record SourceRating(UserId user, String email, MovieId movie, double stars, Instant at) {
    public Signal signal() {
        return new Signal(movie, Signal.Kind.RATING, stars, at);
    }
}
