package io.cineai.store.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cineai.movie.Movie;
import io.cineai.recommend.Reason;
import io.cineai.recommend.Recommendation;
import io.cineai.recommend.Recommended;
import io.cineai.store.fact.UserFacts.ReadyList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Renders the response of {@code GET /v1/recommendations} at the time the list is made. Each item begins with its
 * {@code movie_id}: {@link FeedSlice} relies on it.
 *
 * @param freshFor how long a list counts as fresh after it was checked
 */
public record FeedRenderer(Duration freshFor) {
    /** Films in the ready response; a longer list is in the table {@code recommendations} only. */
    public static final int SERVED = 50;

    private static final int ETAG_BYTES = 12;
    private static final JsonFactory JSON = new JsonFactory();

    /** @param current the list that the user has; its time is kept where the new one says the same */
    public RenderedList render(Recommended list, long generation, Instant now, Optional<ReadyList> current) {
        List<@Nullable String> explanations = new ArrayList<>(list.films().size());
        for (Recommendation film : list.films()) explanations.add(explanation(film));
        byte[] items = json(out -> items(out, list, explanations));
        String etag = hash(items);
        Instant generatedAt = current.filter(it -> it.etag().equals(etag))
                .map(ReadyList::generatedAt)
                .orElse(now);
        Instant freshUntil = now.plus(freshFor);
        byte[] head = ("{\"generatedAt\":\"" + generatedAt + "\",\"freshUntil\":\"" + freshUntil + "\",\"generation\":"
                        + generation + ",\"recommendations\":")
                .getBytes(StandardCharsets.UTF_8);
        return new RenderedList(list, explanations, gzip(head, items), etag, generatedAt, freshUntil);
    }

    private static void items(JsonGenerator out, Recommended list, List<@Nullable String> explanations)
            throws IOException {
        out.writeStartArray();
        for (int place = 0; place < Math.min(SERVED, list.films().size()); place++)
            item(out, list.films().get(place), explanations.get(place));
        out.writeEndArray();
    }

    private static void item(JsonGenerator out, Recommendation film, @Nullable String explanation) throws IOException {
        out.writeStartObject();
        out.writeStringField("movie_id", film.movie().id().toString());
        out.writeNumberField("rank", film.rank());
        out.writeNumberField("score", film.score());
        out.writeStringField("reason", reasonText(film));
        out.writeStringField("algorithm_used", film.algorithm().label());
        out.writeNullField("thematic_factors");
        out.writeNullField("style_similarity_score");
        out.writeNullField("emotional_alignment_score");
        out.writeFieldName("explanation");
        if (explanation == null) out.writeNull();
        else out.writeRawValue(explanation);
        out.writeFieldName("movies");
        movie(out, film.movie());
        out.writeEndObject();
    }

    private static void movie(JsonGenerator out, Movie movie) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", movie.id().toString());
        out.writeStringField("title", movie.title());
        if (movie.year() == 0) out.writeNullField("year");
        else out.writeNumberField("year", movie.year());
        words(out, "genre", movie.genres());
        words(out, "director", movie.directors());
        if (movie.runtime() == 0) out.writeNullField("runtime");
        else out.writeNumberField("runtime", movie.runtime());
        out.writeStringField("poster_url", movie.poster().orElse(null));
        out.writeEndObject();
    }

    private static void words(JsonGenerator out, String name, List<String> words) throws IOException {
        out.writeArrayFieldStart(name);
        for (String word : words) out.writeString(word);
        out.writeEndArray();
    }

    /** The sentence for the column {@code reason}: that of the strongest reason. */
    public static @Nullable String reasonText(Recommendation film) {
        return film.reasons().isEmpty() ? null : film.reasons().get(0).text();
    }

    private static @Nullable String explanation(Recommendation film) {
        if (film.reasons().isEmpty()) return null;
        StringWriter text = new StringWriter(256);
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("primary_reason", reasonText(film));
            out.writeNumberField("relevance", (float) film.relevance());
            out.writeArrayFieldStart("reasons");
            for (Reason reason : film.reasons()) reason(out, reason);
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void reason(JsonGenerator out, Reason reason) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", reason.type().label());
        if (reason.movie() != null)
            out.writeStringField("movie_id", reason.movie().toString());
        if (reason.title() != null) out.writeStringField("title", reason.title());
        if (reason.attribute() != null) out.writeStringField("attribute", reason.attribute());
        out.writeNumberField("share", Math.round(reason.share() * 1000) / 1000.0);
        out.writeEndObject();
    }

    private interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    private static byte[] json(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 15);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            writing.to(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
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

    /** A list is zipped once for each time that it is made: level 3 takes half the time of the default and a tenth more room. */
    private static final class QuickGzip extends GZIPOutputStream {
        QuickGzip(OutputStream out) throws IOException {
            super(out, 1 << 12);
            def.setLevel(3);
        }
    }

    private static String hash(byte[] items) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(items);
            return HexFormat.of().formatHex(digest, 0, ETAG_BYTES);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
