package io.cineai.store.feed;

import io.cineai.recommend.Recommended;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list made ready to be stored and served.
 *
 * @param explanations JSON of each row, in the order of the list; null where the row has none
 * @param factors JSON of each row's themes, likewise
 * @param taste JSON of what the user's liked films have in common
 * @param body gzip of the whole response
 * @param etag hash of what the response says, leaving out when it was made
 */
public record RenderedList(
        Recommended list,
        List<@Nullable String> explanations,
        List<@Nullable String> factors,
        String taste,
        byte[] body,
        String etag,
        Instant generatedAt,
        Instant freshUntil) {}
