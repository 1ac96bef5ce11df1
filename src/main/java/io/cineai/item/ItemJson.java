package io.cineai.item;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cineai.movie.Movie;
import io.cineai.recommend.Reason;
import io.cineai.recommend.Recommendation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One film of a list as JSON: the same fields wherever a film is listed, so that it can be shown without a second call. */
public final class ItemJson {
    private ItemJson() {}

    /** The array of these films. */
    public static byte[] items(List<Recommendation> films) {
        return JsonBytes.of(out -> {
            out.writeStartArray();
            for (Recommendation film : films) write(out, film, explanation(film));
            out.writeEndArray();
        });
    }

    public static void write(JsonGenerator out, Recommendation film, @Nullable String explanation) throws IOException {
        write(out, film, reasonText(film), explanation);
    }

    /**
     * Begins with {@code movie_id}: what cuts lists relies on it.
     *
     * @param explanation JSON; null where there is none
     */
    public static void write(
            JsonGenerator out, Recommendation film, @Nullable String reason, @Nullable String explanation)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("movie_id", film.movie().id().toString());
        out.writeNumberField("rank", film.rank());
        out.writeNumberField("score", film.score());
        out.writeStringField("reason", reason);
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

    /** The sentence for the column {@code reason}. */
    public static @Nullable String reasonText(Recommendation film) {
        return film.text();
    }

    /** The column {@code explanation}; null where there is none. */
    public static @Nullable String explanation(Recommendation film) {
        if (film.reasons().isEmpty()) return null;
        byte[] json = JsonBytes.of(out -> {
            out.writeStartObject();
            out.writeStringField("primary_reason", reasonText(film));
            out.writeNumberField("relevance", (float) film.relevance());
            if (film.remark().reranked()) out.writeBooleanField("reranked", true);
            if (film.remark().words() != null) out.writeStringField("worded_by", "model");
            out.writeArrayFieldStart("reasons");
            for (Reason reason : film.reasons()) reason(out, reason);
            out.writeEndArray();
            out.writeEndObject();
        });
        return new String(json, StandardCharsets.UTF_8);
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
}
