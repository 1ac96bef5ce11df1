package io.cineai.store.fact;

import io.cineai.taste.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of one user when the list is made.
 *
 * @param signals oldest first
 */
public record UserFacts(List<Signal> signals, Set<String> favouriteGenres, Optional<ReadyList> ready) {
    public UserFacts {
        signals = List.copyOf(signals);
        favouriteGenres = Set.copyOf(favouriteGenres);
    }

    /**
     * The list that the user has.
     *
     * @param inputDigest hash of all it was made from
     * @param etag hash of its content
     * @param freshUntil what its body promises
     */
    public record ReadyList(String inputDigest, String etag, Instant generatedAt, Instant freshUntil) {}
}
