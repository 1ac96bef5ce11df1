package io.cineai.usecase.read;

import io.cineai.store.feed.ContentHash;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to answer.
 *
 * @param body JSON as UTF-8; null: the caller's copy is still right
 * @param zipped whether the body is gzip
 * @param etag names what the answer says
 * @param source of a list: personal, stale, instant or popular; null where an answer is no list of the caller's
 */
public record Answer(
        byte @Nullable [] body,
        boolean zipped,
        String etag,
        @Nullable String source) {
    private static final String ANY = "*";

    static Answer unchanged(String etag, @Nullable String source) {
        return new Answer(null, false, etag, source);
    }

    /** An answer that was made just now: whoever has the same already gets it not again. */
    static Answer made(byte[] body, @Nullable String source, Set<String> known) {
        return made(body, ContentHash.of(body), source, known);
    }

    static Answer made(byte[] body, String etag, @Nullable String source, Set<String> known) {
        return isKnown(etag, known) ? unchanged(etag, source) : new Answer(body, false, etag, source);
    }

    static boolean isKnown(String etag, Set<String> known) {
        return known.contains(etag) || known.contains(ANY);
    }
}
