package io.cineai.store.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cineai.item.ItemJson;
import io.cineai.item.JsonBytes;
import io.cineai.movie.MovieId;
import io.cineai.recommend.MoodOrder;
import io.cineai.recommend.MoodOrder.Listed;
import io.cineai.recommend.Recommendation;
import io.cineai.store.film.FilmSearchStore.Found;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers that are made at the time of the read. They say where they come from, as they were not stored by anybody. */
public final class ListJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ListJson() {}

    /** A whole list, in the shape of a stored one; fresh for no longer than now, because a better one is on its way. */
    public static byte[] list(List<Recommendation> films, String source, Instant now) {
        return JsonBytes.of(out -> {
            out.writeStartObject();
            out.writeStringField("source", source);
            out.writeStringField("generatedAt", now.toString());
            out.writeStringField("freshUntil", now.toString());
            out.writeNumberField("generation", 0);
            items(out, "recommendations", films);
            out.writeEndObject();
        });
    }

    /** A few films under one name. */
    public static byte[] films(String name, List<Recommendation> films, @Nullable String source) {
        return JsonBytes.of(out -> {
            out.writeStartObject();
            if (source != null) out.writeStringField("source", source);
            items(out, name, films);
            out.writeEndObject();
        });
    }

    /** A page of what a search found. next: where the next page begins; null on the last. */
    public static byte[] page(List<Found> found, @Nullable String next) {
        return JsonBytes.of(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("results");
            for (Found film : found) found(out, film);
            out.writeEndArray();
            out.writeStringField("next", next);
            out.writeEndObject();
        });
    }

    /**
     * A list, stored or made, ordered for a mood: ranks are those of the new order, and each film says how it fits.
     *
     * @param json a plain list
     * @param fits by film, range 0 to 1
     */
    public static byte[] inMood(byte[] json, Map<MovieId, Double> fits, String source) {
        try {
            ObjectNode list = (ObjectNode) JSON.readTree(json);
            ArrayNode films = (ArrayNode) list.get("recommendations");
            List<Listed> listed = new ArrayList<>(films.size());
            for (JsonNode film : films)
                listed.add(new Listed(listed.size(), film.get("score").doubleValue(), fits.get(idOf(film))));
            ArrayNode ordered = JSON.createArrayNode();
            for (int place : MoodOrder.DEFAULT.of(listed)) {
                ObjectNode film = (ObjectNode) films.get(place);
                film.put("rank", ordered.size() + 1);
                Double fit = fits.get(idOf(film));
                if (fit != null) film.put("emotional_alignment_score", Math.round(fit * 1000) / 1000.0);
                ordered.add(film);
            }
            list.put("source", source);
            list.set("recommendations", ordered);
            return JSON.writeValueAsBytes(list);
        } catch (IOException damaged) {
            throw new IllegalStateException("a stored list cannot be read", damaged);
        }
    }

    private static MovieId idOf(JsonNode film) {
        return new MovieId(UUID.fromString(film.get("movie_id").textValue()));
    }

    private static void items(JsonGenerator out, String name, List<Recommendation> films) throws IOException {
        out.writeArrayFieldStart(name);
        for (Recommendation film : films) ItemJson.write(out, film);
        out.writeEndArray();
    }

    /** The fields of a recommendation, those of a user's own list empty, and what the analyses say. */
    private static void found(JsonGenerator out, Found film) throws IOException {
        out.writeStartObject();
        out.writeStringField("movie_id", film.movie().id().toString());
        out.writeNullField("rank");
        out.writeNumberField("score", film.score());
        out.writeNullField("reason");
        out.writeNullField("algorithm_used");
        out.writeFieldName("thematic_factors");
        themes(out, film);
        out.writeNullField("style_similarity_score");
        out.writeNullField("emotional_alignment_score");
        out.writeNullField("explanation");
        out.writeStringField("style_category", film.style());
        number(out, "overall_style_score", film.styleScore());
        out.writeStringField("overall_pattern", film.pattern());
        number(out, "overall_emotional_intensity", film.intensity());
        out.writeFieldName("movies");
        ItemJson.movie(out, film.movie());
        out.writeEndObject();
    }

    private static void themes(JsonGenerator out, Found film) throws IOException {
        if (film.themes() == null) {
            out.writeNull();
            return;
        }
        out.writeStartObject();
        ItemJson.words(out, "themes", film.themes());
        number(out, "complexity_score", film.complexity());
        out.writeFieldName("cultural_context");
        out.writeRawValue(film.culturalContext() == null ? "null" : film.culturalContext());
        out.writeEndObject();
    }

    private static void number(JsonGenerator out, String name, @Nullable Double value) throws IOException {
        if (value == null) out.writeNullField(name);
        else out.writeNumberField(name, value);
    }
}
