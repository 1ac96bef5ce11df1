package io.cineai.store.opinion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cineai.movie.MovieId;
import io.cineai.opinion.Brief;
import io.cineai.opinion.Brief.Listed;
import io.cineai.recommend.Opinion;
import io.cineai.recommend.Opinion.Words;
import io.cineai.recommend.reason.Reason;
import io.cineai.store.JsonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Briefs and opinions as JSON. */
public final class OpinionJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private OpinionJson() {}

    static String of(Brief brief) {
        return JsonText.of(Map.of(
                "films",
                brief.films().stream()
                        .map(it -> Map.of(
                                "film",
                                it.film().toString(),
                                "reasons",
                                it.reasons().stream().map(OpinionJson::of).toList()))
                        .toList(),
                "liked",
                brief.liked().stream().map(MovieId::toString).toList()));
    }

    private static Map<String, Object> of(Reason reason) {
        Map<String, Object> slots = new LinkedHashMap<>();
        slots.put("type", reason.type().label());
        if (reason.movie() != null) slots.put("film", reason.movie().toString());
        if (reason.title() != null) slots.put("title", reason.title());
        if (reason.attribute() != null) slots.put("attribute", reason.attribute());
        return slots;
    }

    static Brief brief(String json) {
        JsonNode brief = read(json);
        List<Listed> films = new ArrayList<>();
        for (JsonNode film : brief.path("films")) {
            List<Reason> reasons = new ArrayList<>();
            for (JsonNode reason : film.path("reasons")) reasons.add(reason(reason));
            films.add(new Listed(id(film.path("film")), reasons));
        }
        return new Brief(films, ids(brief.path("liked")));
    }

    /** Shares are not kept: nothing of an opinion depends on them. */
    private static Reason reason(JsonNode slots) {
        String type = slots.path("type").asText().toUpperCase(Locale.ROOT);
        String film = text(slots, "film");
        return new Reason(
                Reason.Type.valueOf(type),
                film == null ? null : new MovieId(UUID.fromString(film)),
                text(slots, "title"),
                text(slots, "attribute"),
                0);
    }

    public static String of(Opinion opinion) {
        Map<String, Object> words = new LinkedHashMap<>();
        opinion.words()
                .forEach((film, it) -> words.put(film.toString(), Map.of("text", it.text(), "slots", it.slots())));
        return JsonText.of(
                Map.of("order", opinion.order().stream().map(MovieId::toString).toList(), "words", words));
    }

    static Opinion opinion(String json) {
        JsonNode opinion = read(json);
        Map<MovieId, Words> words = new HashMap<>();
        opinion.path("words")
                .fields()
                .forEachRemaining(it -> words.put(
                        new MovieId(UUID.fromString(it.getKey())),
                        new Words(
                                it.getValue().path("text").asText(),
                                it.getValue().path("slots").asText())));
        return new Opinion(ids(opinion.path("order")), words);
    }

    private static List<MovieId> ids(JsonNode texts) {
        List<MovieId> ids = new ArrayList<>();
        for (JsonNode text : texts) ids.add(id(text));
        return ids;
    }

    private static MovieId id(JsonNode text) {
        return new MovieId(UUID.fromString(text.asText()));
    }

    private static @Nullable String text(JsonNode object, String name) {
        return object.hasNonNull(name) ? object.path(name).asText() : null;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("a stored opinion cannot be read", damaged);
        }
    }
}
