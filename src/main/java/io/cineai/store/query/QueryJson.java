package io.cineai.store.query;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cineai.item.JsonBytes;
import io.cineai.movie.Term;
import io.cineai.query.FilmReference;
import io.cineai.query.ParsedQuery;
import io.cineai.query.Person;
import io.cineai.query.Range;
import io.cineai.query.Shift;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A parsed query as JSON: in answers, and in the column {@code parsed_query}. Every field is always there; what was not said is null. */
public final class QueryJson {
    private QueryJson() {}

    public static String of(ParsedQuery query) {
        return new String(JsonBytes.of(out -> write(out, query)), StandardCharsets.UTF_8);
    }

    public static void write(JsonGenerator out, ParsedQuery query) throws IOException {
        out.writeStartObject();
        out.writeStringField("intent", query.intent().id());
        films(out, "references", query.references());
        films(out, "dissimilar", query.dissimilar());
        shifts(out, query.shifts());
        out.writeObjectFieldStart("genres");
        words(out, "include", query.genres().include());
        words(out, "exclude", query.genres().exclude());
        out.writeEndObject();
        terms(out, "moods", query.moods());
        terms(out, "themes", query.themes());
        terms(out, "styles", query.styles());
        words(out, "exclude", query.exclude());
        words(out, "unresolved", query.unresolved());
        people(out, query.people());
        range(out, "years", "from", "to", query.years());
        range(out, "runtimeMinutes", "min", "max", query.runtime());
        out.writeStringField("audience", query.audience().map(QueryJson::id).orElse(null));
        number(out, "limit", query.limit().orElse(0));
        out.writeNumberField("confidence", Math.round(query.confidence() * 1000) / 1000.0);
        out.writeStringField("parser", id(query.parser()));
        out.writeEndObject();
    }

    static String id(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static void films(JsonGenerator out, String name, List<FilmReference> films) throws IOException {
        out.writeArrayFieldStart(name);
        for (FilmReference film : films) {
            out.writeStartObject();
            out.writeStringField("title", film.title());
            number(out, "year", film.year());
            out.writeStringField("movieId", film.film().map(Object::toString).orElse(null));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void shifts(JsonGenerator out, List<Shift> shifts) throws IOException {
        out.writeArrayFieldStart("shifts");
        for (Shift shift : shifts) {
            out.writeStartObject();
            out.writeStringField("axis", shift.axis().id());
            out.writeStringField("direction", id(shift.direction()));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void people(JsonGenerator out, List<Person> people) throws IOException {
        out.writeArrayFieldStart("people");
        for (Person person : people) {
            out.writeStartObject();
            out.writeStringField("name", person.name());
            out.writeStringField("role", id(person.role()));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void range(JsonGenerator out, String name, String from, String to, Range range) throws IOException {
        out.writeObjectFieldStart(name);
        number(out, from, range.from().orElse(0));
        number(out, to, range.to().orElse(0));
        out.writeEndObject();
    }

    /** 0 is what nobody said. */
    private static void number(JsonGenerator out, String name, int value) throws IOException {
        if (value == 0) out.writeNullField(name);
        else out.writeNumberField(name, value);
    }

    private static void terms(JsonGenerator out, String name, List<? extends Term> terms) throws IOException {
        words(out, name, terms.stream().map(Term::id).toList());
    }

    private static void words(JsonGenerator out, String name, List<String> words) throws IOException {
        out.writeArrayFieldStart(name);
        for (String word : words) out.writeString(word);
        out.writeEndArray();
    }
}
