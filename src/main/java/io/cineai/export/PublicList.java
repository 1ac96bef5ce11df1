package io.cineai.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cineai.movie.Movie;
import io.cineai.recommend.Recommendation;
import io.cineai.recommend.Recommended;
import java.io.IOException;
import java.util.List;
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
        return Json.of(this::write);
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
        out.writeStartObject();
        out.writeStringField("movie_id", film.movie().id().toString());
        out.writeNumberField("rank", film.rank());
        out.writeNumberField("score", film.score());
        out.writeStringField("reason", reason.text());
        out.writeStringField("algorithm_used", film.algorithm().label());
        out.writeNullField("thematic_factors");
        out.writeNullField("style_similarity_score");
        out.writeNullField("emotional_alignment_score");
        out.writeObjectFieldStart("explanation");
        out.writeStringField("primary_reason", reason.text());
        out.writeNumberField("relevance", (float) film.relevance());
        out.writeArrayFieldStart("reasons");
        reason(out, reason);
        out.writeEndArray();
        out.writeEndObject();
        out.writeFieldName("movies");
        movie(out, film.movie());
        out.writeEndObject();
    }

    private static void reason(JsonGenerator out, PublicReason reason) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", reason.type().name().toLowerCase(Locale.ROOT));
        Movie like = reason.like();
        if (like != null) {
            out.writeStringField("movie_id", like.id().toString());
            out.writeStringField("title", like.title());
        }
        if (reason.attribute() != null) out.writeStringField("attribute", reason.attribute());
        out.writeNumberField("share", 1.0);
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
}
