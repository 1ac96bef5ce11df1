package io.cineai.item;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cineai.movie.Movie;
import io.cineai.movie.Portrait.Subject;
import io.cineai.recommend.Recommendation;
import io.cineai.recommend.reason.Insight;
import io.cineai.recommend.reason.Reason;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One film of a list as JSON: the same fields wherever a film is listed, so that it can be shown without a second call. */
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
            for (Recommendation film : films) write(out, film, explanation(film));
            out.writeEndArray();
        });
    }

    public static void write(JsonGenerator out, Recommendation film, @Nullable String explanation) throws IOException {
        write(out, film, reasonText(film), explanation, thematicFactors(film));
    }

    /**
     * Begins with {@code movie_id}: what cuts lists relies on it.
     *
     * @param explanation JSON; null where there is none
     * @param factors JSON of its themes, likewise
     */
    public static void write(
            JsonGenerator out,
            Recommendation film,
            @Nullable String reason,
            @Nullable String explanation,
            @Nullable String factors)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("movie_id", film.movie().id().toString());
        out.writeNumberField("rank", film.rank());
        out.writeNumberField("score", film.score());
        out.writeStringField("reason", reason);
        out.writeStringField("algorithm_used", film.algorithm().label());
        out.writeFieldName("thematic_factors");
        raw(out, factors);
        level(out, "style_similarity_score", film.alignment().style());
        level(out, "emotional_alignment_score", film.alignment().emotional());
        out.writeFieldName("explanation");
        raw(out, explanation);
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
    public static @Nullable String thematicFactors(Recommendation film) {
        return thematicFactors(List.of(film)).get(0);
    }

    /** Of each film. */
    public static List<@Nullable String> thematicFactors(List<Recommendation> films) {
        return JsonBytes.ofEach(films, ItemJson::factors);
    }

    private static void factors(JsonGenerator out, Recommendation film) throws IOException {
        Subject subject = film.movie().portrait().subject().orElse(null);
        if (subject == null) return;
        out.writeStartObject();
        words(out, "themes", subject.themes());
        level(out, "complexity_score", subject.complexity());
        out.writeFieldName("cultural_context");
        raw(out, subject.culturalContext());
        level(out, "alignment", film.alignment().thematic());
        words(out, "shared_themes", film.alignment().sharedThemes());
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

    /** The sentence for the column {@code reason}. */
    public static @Nullable String reasonText(Recommendation film) {
        return film.text();
    }

    /** The column {@code explanation}; null where there is none. */
    public static @Nullable String explanation(Recommendation film) {
        return explanations(List.of(film)).get(0);
    }

    /** Of each film. */
    public static List<@Nullable String> explanations(List<Recommendation> films) {
        return JsonBytes.ofEach(films, ItemJson::explain);
    }

    private static void explain(JsonGenerator out, Recommendation film) throws IOException {
        if (film.reasons().isEmpty()) return;
        out.writeStartObject();
        out.writeStringField("primary_reason", reasonText(film));
        if (film.insight() != null) insight(out, film.insight());
        out.writeNumberField("relevance", (float) film.relevance());
        if (film.remark().reranked()) out.writeBooleanField("reranked", true);
        if (film.remark().words() != null) out.writeStringField("worded_by", "model");
        out.writeArrayFieldStart("reasons");
        for (Reason reason : film.reasons()) reason(out, reason);
        out.writeEndArray();
        out.writeArrayFieldStart("supporting_movies");
        for (Reason reason : film.reasons())
            if (reason.movie() != null) out.writeString(reason.movie().toString());
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void insight(JsonGenerator out, Insight insight) throws IOException {
        out.writeStringField("explanation_type", insight.kind().label());
        out.writeStringField("discovery_factor", insight.discovery().label());
        level(out, "confidence_score", insight.confidence());
    }

    private static void reason(JsonGenerator out, Reason reason) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", reason.type().label());
        if (reason.movie() != null)
            out.writeStringField("movie_id", reason.movie().toString());
        if (reason.title() != null) out.writeStringField("title", reason.title());
        if (reason.attribute() != null) out.writeStringField("attribute", reason.attribute());
        level(out, "share", reason.share());
        out.writeEndObject();
    }
}
