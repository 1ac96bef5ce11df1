package io.cineai.store.feed;

import io.cineai.item.ItemColumns;
import io.cineai.recommend.Recommended;
import java.time.Instant;

/**
 * A list made ready to be stored and served.
 *
 * @param columns of the rows, in the order of the list
 * @param taste JSON of what the user's liked films have in common
 * @param body gzip of the whole response
 * @param etag hash of what the response says, leaving out when it was made
 */
public record RenderedList(
        Recommended list,
        ItemColumns columns,
        String taste,
        byte[] body,
        String etag,
        Instant generatedAt,
        Instant freshUntil) {}
