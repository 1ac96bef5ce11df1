package io.cineai.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cineai.item.ItemJson;
import io.cineai.item.JsonBytes;
import io.cineai.movie.Movie;
import io.cineai.recommend.Recommendation;
import io.cineai.recommend.Recommended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;

/**
 * A list for everybody. Says nothing of when it was made, so that an equal list is an equal file.
 *
 * @param key what the manifest calls it; {@code popular}, {@code genre/crime}, {@code similar/<id>}
 * @param name what people call it
 * @param why of each film
 */
public record PublicList(String key, String name, Recommended list, Function<Movie, PublicReason> why) {
    int films() {
        return list.films().size();
    }

    /** The items have the shape of those of {@code GET /v1/recommendations}. */
    byte[] toJson() {
        return JsonBytes.of(this::write);
    }

    private void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("list", key);
        out.writeStringField("name", name);
        out.writeArrayFieldStart("recommendations");
        for (Recommendation film : list.films()) item(out, film, why.apply(film.movie()));
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void item(JsonGenerator out, Recommendation film, PublicReason reason) throws IOException {
        byte[] explanation = JsonBytes.of(it -> explanation(it, film, reason));
        ItemJson.write(out, film, reason.text(), new String(explanation, StandardCharsets.UTF_8));
    }

    private static void explanation(JsonGenerator out, Recommendation film, PublicReason reason) throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("reasons");
        reason(out, reason);
        out.writeEndArray();
        out.writeNumberField("relevance", (float) film.relevance());
        out.writeStringField("primary_reason", reason.text());
        out.writeArrayFieldStart("supporting_movies");
        if (reason.like() != null) out.writeString(reason.like().id().toString());
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void reason(JsonGenerator out, PublicReason reason) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", reason.type().name().toLowerCase(Locale.ROOT));
        out.writeNumberField("share", 1.0);
        Movie like = reason.like();
        if (like != null) {
            out.writeStringField("title", like.title());
            out.writeStringField("movie_id", like.id().toString());
        }
        if (reason.attribute() != null) out.writeStringField("attribute", reason.attribute());
        out.writeEndObject();
    }
}
