package io.cineai.store.query;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cineai.item.ItemJson;
import io.cineai.item.JsonBytes;
import io.cineai.movie.Movie;
import io.cineai.query.ParsedQuery;
import io.cineai.query.match.Why;
import io.cineai.recommend.Algorithm;
import io.cineai.recommend.Recommendation;
import io.cineai.recommend.Remark;
import io.cineai.recommend.likeness.Alignment;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of a search: what was understood, and the films, as items of any list. */
public final class FoundJson {
    private FoundJson() {}

    /**
     * A film that answers the query.
     *
     * @param rank 1 is the best
     * @param score range 0 to 1
     * @param mood how well it fits the moods that were asked for; null where none was
     * @param why strongest first, one at the least
     */
    public record Found(
            int rank, Movie movie, double score, @Nullable Double mood, List<Why> why) {
        public Found {
            why = List.copyOf(why);
        }
    }

    /** @param next where the next page begins; null on the last */
    public static byte[] page(ParsedQuery query, List<Found> found, @Nullable String next) {
        return JsonBytes.of(out -> {
            out.writeStartObject();
            out.writeFieldName("query");
            QueryJson.write(out, query);
            out.writeArrayFieldStart("results");
            for (Found film : found) item(out, film);
            out.writeEndArray();
            out.writeStringField("next", next);
            out.writeEndObject();
        });
    }

    private static void item(JsonGenerator out, Found film) throws IOException {
        Recommendation item = new Recommendation(
                film.rank,
                film.movie,
                BigDecimal.valueOf(film.score).setScale(2, RoundingMode.HALF_UP),
                film.score,
                Algorithm.CONTENT,
                List.of(),
                null,
                new Alignment(null, null, film.mood, List.of()),
                Remark.NONE);
        ItemJson.write(out, item, film.why.get(0).text(), explanation(film));
    }

    private static String explanation(Found film) {
        byte[] json = JsonBytes.of(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("reasons");
            for (Why why : film.why) reason(out, why);
            out.writeEndArray();
            out.writeNumberField("relevance", (float) film.score);
            out.writeStringField("primary_reason", film.why.get(0).text());
            out.writeArrayFieldStart("supporting_movies");
            for (Why why : film.why)
                if (why.film() != null) out.writeString(why.film().id().toString());
            out.writeEndArray();
            out.writeEndObject();
        });
        return new String(json, StandardCharsets.UTF_8);
    }

    private static void reason(JsonGenerator out, Why why) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", why.kind().label());
        out.writeNumberField("share", Math.round(why.share() * 1000) / 1000.0);
        Movie film = why.film();
        if (film != null) {
            out.writeStringField("title", film.title());
            out.writeStringField("movie_id", film.id().toString());
        }
        if (why.attribute() != null) out.writeStringField("attribute", why.attribute());
        out.writeEndObject();
    }
}
