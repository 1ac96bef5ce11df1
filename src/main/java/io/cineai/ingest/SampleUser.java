package io.cineai.ingest;

import io.cineai.taste.Signal;
import io.cineai.taste.UserId;
import java.util.List;

/**
 * A made-up user of the sample.
 *
 * @param email never delivered: the domain is reserved (RFC 2606)
 * @param signals ratings and watch-list entries, oldest first; none for a new user
 */
public record SampleUser(UserId id, String name, String email, List<Signal> signals) {
    public SampleUser {
        signals = List.copyOf(signals);
    }
}
