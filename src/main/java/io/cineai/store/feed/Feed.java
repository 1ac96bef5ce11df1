package io.cineai.store.feed;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One user's ready response, as stored.
 *
 * @param body gzip; null when the caller has it already
 * @param etag hash of the content, without quotes
 * @param hidden films dismissed since, to be left out
 * @param checkedAt when the list was last found true
 */
public record Feed(byte @Nullable [] body, String etag, Set<UUID> hidden, Instant checkedAt) {
    /** Names what the caller sees of it: a dismissal changes that. */
    public String seenAs() {
        return seenAs(etag, hidden);
    }

    static String seenAs(String etag, Set<UUID> hidden) {
        return hidden.isEmpty() ? etag : etag + "-" + Integer.toHexString(hidden.hashCode());
    }
}
