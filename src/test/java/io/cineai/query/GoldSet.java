package io.cineai.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cineai.movie.MovieId;
import io.cineai.movie.Term;
import io.cineai.movie.emotion.Mood;
import io.cineai.movie.style.StyleCategory;
import io.cineai.movie.thematic.Theme;
import io.cineai.query.GoldQuery.Part;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Reads {@code gold.jsonl}; a word that no vocabulary has stops the reading. */
final class GoldSet {
    /** The year in which the queries are asked. */
    static final int THIS_YEAR = 2026;

    private static final ObjectMapper JSON = new ObjectMapper();

    private GoldSet() {}

    static List<GoldQuery> all() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(GoldSet.class.getResourceAsStream("gold.jsonl")), StandardCharsets.UTF_8))) {
            return lines.lines().map(GoldSet::query).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<GoldQuery> of(Part part) {
        return all().stream().filter(query -> query.part() == part).toList();
    }

    /** A line of the file. */
    static GoldQuery query(String line) {
        try {
            JsonNode query = JSON.readTree(line);
            return new GoldQuery(
                    query.required("q").textValue(),
                    query.required("stratum").textValue(),
                    one(Part.class, query.required("set")),
                    parse(query.required("parse")));
        } catch (JsonProcessingException | IllegalArgumentException bad) {
            throw new IllegalStateException("gold.jsonl: " + line, bad);
        }
    }

    private static ParsedQuery parse(JsonNode parse) {
        return new ParsedQuery(
                term(Intent.class, parse.required("intent")),
                list(parse.path("references"), GoldSet::reference),
                list(parse.path("dissimilar"), GoldSet::reference),
                list(parse.path("shifts"), GoldSet::shift),
                new ParsedQuery.Genres(
                        strings(parse.path("genres").path("include")),
                        strings(parse.path("genres").path("exclude"))),
                list(parse.path("moods"), mood -> term(Mood.class, mood)),
                list(parse.path("themes"), theme -> term(Theme.class, theme)),
                list(parse.path("styles"), style -> term(StyleCategory.class, style)),
                strings(parse.path("exclude")),
                strings(parse.path("unresolved")),
                list(parse.path("people"), GoldSet::person),
                range(parse.path("years"), "from", "to"),
                range(parse.path("runtimeMinutes"), "min", "max"),
                optional(parse.path("audience"), it -> one(Audience.class, it)),
                optional(parse.path("limit"), JsonNode::intValue),
                1,
                ParsedQuery.Parser.LOCAL);
    }

    private static FilmReference reference(JsonNode film) {
        String title = film.required("title").textValue();
        int year = film.required("year").intValue();
        Optional<MovieId> known = GoldCatalogue.film(title, year);
        return new FilmReference(title, year, known);
    }

    private static Shift shift(JsonNode shift) {
        return new Shift(
                term(Axis.class, shift.required("axis")), one(Shift.Direction.class, shift.required("direction")));
    }

    private static Person person(JsonNode person) {
        return new Person(person.required("name").textValue(), one(Person.Role.class, person.required("role")));
    }

    private static Range range(JsonNode range, String from, String to) {
        return new Range(optional(range.path(from), JsonNode::intValue), optional(range.path(to), JsonNode::intValue));
    }

    private static List<String> strings(JsonNode array) {
        return list(array, JsonNode::textValue);
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> each) {
        return StreamSupport.stream(array.spliterator(), false).map(each).toList();
    }

    private static <T> Optional<T> optional(JsonNode value, Function<JsonNode, T> read) {
        return value.isMissingNode() ? Optional.empty() : Optional.of(read.apply(value));
    }

    private static <T extends Enum<T> & Term> T term(Class<T> vocabulary, JsonNode id) {
        return Term.of(vocabulary, id.textValue())
                .orElseThrow(() -> new IllegalArgumentException("no such word: " + id));
    }

    private static <T extends Enum<T>> T one(Class<T> choices, JsonNode id) {
        return Enum.valueOf(choices, id.textValue().toUpperCase(Locale.ROOT));
    }
}
