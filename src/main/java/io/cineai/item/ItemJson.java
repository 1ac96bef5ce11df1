package io.cineai.item;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cineai.item.JsonBytes.Writing;
import io.cineai.movie.Movie;
import io.cineai.movie.Portrait.Subject;
import io.cineai.recommend.Recommendation;
import io.cineai.recommend.reason.Insight;
import io.cineai.recommend.reason.Reason;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One film of a list as JSON: the same fields wherever a film is listed, so that it can be shown without a second call. What a column holds
 * has its fields in the order in which {@code jsonb} holds them, short names first: Postgres has nothing to sort.
 */
public final class ItemJson {
    private static final int THOUSAND = 1000;

    /** From 0.0 to 1.0: lists hold hundreds of such numbers. */
    private static final String[] THOUSANDTHS = IntStream.rangeClosed(0, THOUSAND)
            .mapToObj(k -> String.valueOf(k / (double) THOUSAND))
            .toArray(String[]::new);

    private ItemJson() {}

    /** The array of these films. */
    public static byte[] items(List<Recommendation> films) {
        return JsonBytes.of(out -> {
            out.writeStartArray();
            for (Recommendation film : films) write(out, film);
            out.writeEndArray();
        });
    }

    public static void write(JsonGenerator out, Recommendation film) throws IOException {
        String text = film.text();
        write(out, film, text, it -> explain(it, film, text));
    }

    /** The same with another reason. explanation: JSON; null where there is none */
    public static void write(
            JsonGenerator out, Recommendation film, @Nullable String reason, @Nullable String explanation)
            throws IOException {
        write(out, film, reason, it -> raw(it, explanation));
    }

    private static void write(JsonGenerator out, Recommendation film, @Nullable String reason, Writing explanation)
            throws IOException {
        begin(out, film, reason);
        factors(out, film);
        levels(out, film);
        explanation.to(out);
        end(out, film);
    }

    /** Writes it, and what the columns hold. */
    public static void write(JsonBytes.Parts parts, Recommendation film, ItemColumns.Writer columns)
            throws IOException {
        String text = film.text();
        begin(parts.out(), film, text);
        columns.text(text);
        boolean hasThemes = film.movie().portrait().subject().isPresent();
        value(parts, it -> factors(it, film), hasThemes, columns);
        levels(parts.out(), film);
        value(parts, it -> explain(it, film, text), !film.reasons().isEmpty(), columns);
        end(parts.out(), film);
    }

    /** The value of a field, and of a column where the field is not null. */
    private static void value(JsonBytes.Parts parts, Writing value, boolean isThere, ItemColumns.Writer columns)
            throws IOException {
        int colon = parts.size();
        value.to(parts.out());
        int end = parts.size();
        columns.json(parts, isThere ? colon + 1 : end, end);
    }

    /** With {@code movie_id} first: what cuts lists relies on it. */
    private static void begin(JsonGenerator out, Recommendation film, @Nullable String reason) throws IOException {
        out.writeStartObject();
        out.writeStringField("movie_id", film.movie().id().toString());
        out.writeNumberField("rank", film.rank());
        out.writeNumberField("score", film.score());
        out.writeStringField("reason", reason);
        out.writeStringField("algorithm_used", film.algorithm().label());
        out.writeFieldName("thematic_factors");
    }

    private static void levels(JsonGenerator out, Recommendation film) throws IOException {
        level(out, "style_similarity_score", film.alignment().style());
        level(out, "emotional_alignment_score", film.alignment().emotional());
        out.writeFieldName("explanation");
    }

    private static void end(JsonGenerator out, Recommendation film) throws IOException {
        out.writeFieldName("movies");
        movie(out, film.movie());
        out.writeEndObject();
    }

    public static void movie(JsonGenerator out, Movie movie) throws IOException {
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

    public static void words(JsonGenerator out, String name, List<String> words) throws IOException {
        out.writeArrayFieldStart(name);
        for (String word : words) out.writeString(word);
        out.writeEndArray();
    }

    /** The column {@code thematic_factors}; null where the film's themes are unknown. alignment: null where the user's are. */
    private static void factors(JsonGenerator out, Recommendation film) throws IOException {
        Subject subject = film.movie().portrait().subject().orElse(null);
        if (subject == null) {
            out.writeNull();
            return;
        }
        out.writeStartObject();
        words(out, "themes", subject.themes());
        level(out, "alignment", film.alignment().thematic());
        words(out, "shared_themes", film.alignment().sharedThemes());
        level(out, "complexity_score", subject.complexity());
        out.writeFieldName("cultural_context");
        raw(out, subject.culturalContext());
        out.writeEndObject();
    }

    /** In thousandths: what the columns hold, and what everybody reads. */
    public static @Nullable Double level(@Nullable Double value) {
        return value == null ? null : Math.round(value * THOUSAND) / (double) THOUSAND;
    }

    private static void level(JsonGenerator out, String name, @Nullable Double value) throws IOException {
        out.writeFieldName(name);
        if (value == null) {
            out.writeNull();
            return;
        }
        long thousandths = Math.round(value * THOUSAND);
        if (thousandths >= 0 && thousandths <= THOUSAND) out.writeNumber(THOUSANDTHS[(int) thousandths]);
        else out.writeNumber(level(value));
    }

    private static void raw(JsonGenerator out, @Nullable String json) throws IOException {
        if (json == null) out.writeNull();
        else out.writeRawValue(json);
    }

    /** The column {@code explanation}; null where there is none. */
    private static void explain(JsonGenerator out, Recommendation film, @Nullable String text) throws IOException {
        if (film.reasons().isEmpty()) {
            out.writeNull();
            return;
        }
        Insight insight = film.insight();
        out.writeStartObject();
        out.writeArrayFieldStart("reasons");
        for (Reason reason : film.reasons()) reason(out, reason);
        out.writeEndArray();
        if (film.remark().reranked()) out.writeBooleanField("reranked", true);
        out.writeNumberField("relevance", (float) film.relevance());
        if (film.remark().words() != null) out.writeStringField("worded_by", "model");
        out.writeStringField("primary_reason", text);
        if (insight != null) {
            level(out, "confidence_score", insight.confidence());
            out.writeStringField("discovery_factor", insight.discovery().label());
            out.writeStringField("explanation_type", insight.kind().label());
        }
        out.writeArrayFieldStart("supporting_movies");
        for (Reason reason : film.reasons())
            if (reason.movie() != null) out.writeString(reason.movie().toString());
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void reason(JsonGenerator out, Reason reason) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", reason.type().label());
        level(out, "share", reason.share());
        if (reason.title() != null) out.writeStringField("title", reason.title());
        if (reason.movie() != null)
            out.writeStringField("movie_id", reason.movie().toString());
        if (reason.attribute() != null) out.writeStringField("attribute", reason.attribute());
        out.writeEndObject();
    }
}
