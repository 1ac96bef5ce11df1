package io.cineai.store.query;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cineai.movie.MovieId;
import io.cineai.movie.Term;
import io.cineai.movie.emotion.Mood;
import io.cineai.movie.style.StyleCategory;
import io.cineai.movie.thematic.Theme;
import io.cineai.query.Audience;
import io.cineai.query.Axis;
import io.cineai.query.FilmReference;
import io.cineai.query.Intent;
import io.cineai.query.ParsedQuery;
import io.cineai.query.ParsedQuery.Genres;
import io.cineai.query.ParsedQuery.Parser;
import io.cineai.query.Person;
import io.cineai.query.Range;
import io.cineai.query.Shift;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads back what {@link QueryJson} wrote, strictly: the fields that there are, no other, words of the vocabularies. What was stored by
 * another version, or by somebody else, and says something that we do not know is no parse.
 */
public final class StoredQuery {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Set<String> FIELDS = Set.of(
            "intent",
            "references",
            "dissimilar",
            "shifts",
            "genres",
            "moods",
            "themes",
            "styles",
            "exclude",
            "unresolved",
            "people",
            "years",
            "runtimeMinutes",
            "audience",
            "limit",
            "confidence",
            "parser");

    private StoredQuery() {}

    /** Empty where it is no parse of ours. */
    public static Optional<ParsedQuery> of(String json) {
        try {
            return Optional.of(query(JSON.readTree(json)));
        } catch (IOException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static ParsedQuery query(JsonNode json) {
        fields(json, FIELDS);
        JsonNode genres = fields(json.get("genres"), Set.of("include", "exclude"));
        return new ParsedQuery(
                term(Intent.class, text(json.get("intent"))),
                list(json.get("references"), StoredQuery::film),
                list(json.get("dissimilar"), StoredQuery::film),
                list(json.get("shifts"), StoredQuery::shift),
                new Genres(
                        list(genres.get("include"), StoredQuery::text), list(genres.get("exclude"), StoredQuery::text)),
                list(json.get("moods"), it -> term(Mood.class, text(it))),
                list(json.get("themes"), it -> term(Theme.class, text(it))),
                list(json.get("styles"), it -> term(StyleCategory.class, text(it))),
                list(json.get("exclude"), StoredQuery::text),
                list(json.get("unresolved"), StoredQuery::text),
                list(json.get("people"), StoredQuery::person),
                range(json.get("years"), "from", "to"),
                range(json.get("runtimeMinutes"), "min", "max"),
                optional(json.get("audience"), it -> constant(Audience.class, text(it))),
                optional(json.get("limit"), StoredQuery::whole),
                number(json.get("confidence")),
                constant(Parser.class, text(json.get("parser"))));
    }

    private static FilmReference film(JsonNode json) {
        fields(json, Set.of("title", "year", "movieId"));
        return new FilmReference(
                text(json.get("title")),
                optional(json.get("year"), StoredQuery::whole).orElse(0),
                optional(json.get("movieId"), it -> new MovieId(UUID.fromString(text(it)))));
    }

    private static Shift shift(JsonNode json) {
        fields(json, Set.of("axis", "direction"));
        return new Shift(
                term(Axis.class, text(json.get("axis"))), constant(Shift.Direction.class, text(json.get("direction"))));
    }

    private static Person person(JsonNode json) {
        fields(json, Set.of("name", "role"));
        return new Person(text(json.get("name")), constant(Person.Role.class, text(json.get("role"))));
    }

    private static Range range(JsonNode json, String from, String to) {
        fields(json, Set.of(from, to));
        return new Range(optional(json.get(from), StoredQuery::whole), optional(json.get(to), StoredQuery::whole));
    }

    private static JsonNode fields(JsonNode json, Set<String> expected) {
        Set<String> there = new TreeSet<>();
        json.fieldNames().forEachRemaining(there::add);
        if (!json.isObject() || !there.equals(expected))
            throw new IllegalArgumentException("not the fields " + expected + ": " + there);
        return json;
    }

    private static <T> List<T> list(JsonNode json, Function<JsonNode, T> each) {
        if (!json.isArray()) throw new IllegalArgumentException("no array: " + json);
        List<T> list = new ArrayList<>(json.size());
        json.forEach(it -> list.add(each.apply(it)));
        return list;
    }

    private static <T> Optional<T> optional(JsonNode json, Function<JsonNode, T> value) {
        return json.isNull() ? Optional.empty() : Optional.of(value.apply(json));
    }

    private static String text(JsonNode json) {
        if (!json.isTextual() || json.textValue().isBlank()) throw new IllegalArgumentException("no text: " + json);
        return json.textValue();
    }

    private static int whole(JsonNode json) {
        if (!json.canConvertToInt() || !json.isIntegralNumber())
            throw new IllegalArgumentException("no whole number: " + json);
        return json.intValue();
    }

    private static double number(JsonNode json) {
        if (!json.isNumber()) throw new IllegalArgumentException("no number: " + json);
        return json.doubleValue();
    }

    private static <T extends Enum<T> & Term> T term(Class<T> vocabulary, String id) {
        return Term.of(vocabulary, id).orElseThrow(() -> new IllegalArgumentException("no such word: " + id));
    }

    private static <T extends Enum<T>> T constant(Class<T> type, String id) {
        return Arrays.stream(type.getEnumConstants())
                .filter(it -> QueryJson.id(it).equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such word: " + id));
    }
}
