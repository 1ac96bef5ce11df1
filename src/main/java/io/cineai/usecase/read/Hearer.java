package io.cineai.usecase.read;

import io.cineai.query.match.Viewer;
import io.cineai.taste.UserId;
import java.util.Optional;

/**
 * Whom an answer is for, as far as that changes it.
 *
 * @param version of the films in memory
 * @param user empty where nothing is known of who asks: then the answer is everybody's
 * @param taste tells one state of a user's acts from another
 */
record Hearer(long version, Optional<UserId> user, int taste) {
    static Hearer of(UserId user, Viewer viewer, long version) {
        return viewer.equals(Viewer.ANYBODY)
                ? new Hearer(version, Optional.empty(), 0)
                : new Hearer(version, Optional.of(user), viewer.hashCode());
    }
}
