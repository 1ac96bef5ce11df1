package io.cineai.store.feed;

import io.cineai.item.ItemColumns;
import io.cineai.item.ItemJson;
import io.cineai.item.JsonBytes;
import io.cineai.item.TasteJson;
import io.cineai.recommend.Recommendation;
import io.cineai.recommend.Recommended;
import io.cineai.store.fact.UserFacts.ReadyList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Renders the response of {@code GET /v1/recommendations} at the time the list is made. Each film is an {@link ItemJson}.
 *
 * @param freshFor how long a list counts as fresh after it was checked
 */
public record FeedRenderer(Duration freshFor) {
    /** Films in the ready response; a longer list is in the table {@code recommendations} only. */
    public static final int SERVED = 50;

    /** @param current the list that the user has; its time is kept where the new one says the same */
    public RenderedList render(Recommended list, long generation, Instant now, Optional<ReadyList> current) {
        ItemColumns.Writer columns = new ItemColumns.Writer(list.films().size());
        byte[] items = items(list.films(), columns);
        String etag = ContentHash.of(items);
        Instant generatedAt = current.filter(it -> it.etag().equals(etag))
                .map(ReadyList::generatedAt)
                .orElse(now);
        Instant freshUntil = now.plus(freshFor);
        byte[] head = ("{\"generatedAt\":\"" + generatedAt + "\",\"freshUntil\":\"" + freshUntil + "\",\"generation\":"
                        + generation + ",\"recommendations\":")
                .getBytes(StandardCharsets.UTF_8);
        return new RenderedList(
                list,
                columns.written(),
                TasteJson.of(list.leanings()),
                gzip(head, items),
                etag,
                generatedAt,
                freshUntil);
    }

    /** The array of those that are served; of the others the columns only. */
    private static byte[] items(List<Recommendation> films, ItemColumns.Writer columns) {
        int served = Math.min(SERVED, films.size());
        try (JsonBytes.Parts parts = new JsonBytes.Parts()) {
            parts.out().writeStartArray();
            for (Recommendation film : films.subList(0, served)) ItemJson.write(parts, film, columns);
            parts.out().writeEndArray();
            int end = parts.size();
            for (Recommendation film : films.subList(served, films.size())) ItemJson.write(parts, film, columns);
            return parts.bytes(0, end);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] gzip(byte[] head, byte[] items) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 13);
        try (OutputStream zipped = new QuickGzip(bytes)) {
            zipped.write(head);
            zipped.write(items);
            zipped.write('}');
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** A list is zipped once for each time that it is made: level 2 takes two fifths of the default's time and a quarter more room. */
    private static final class QuickGzip extends GZIPOutputStream {
        QuickGzip(OutputStream out) throws IOException {
            super(out, 1 << 12);
            def.setLevel(2);
        }
    }
}
