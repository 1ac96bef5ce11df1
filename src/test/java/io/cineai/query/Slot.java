package io.cineai.query;

import io.cineai.movie.Term;
import io.cineai.movie.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A part of a parsed query, as values that two parses can be compared by: order and spelling do not count. */
@SuppressWarnings("ImmutableEnumChecker") // the functions hold nothing
enum Slot {
    REFERENCES(parse -> films(parse.references())),
    DISSIMILAR(parse -> films(parse.dissimilar())),
    SHIFTS(parse -> parse.shifts().stream()
            .map(shift -> shift.axis().id() + " " + plain(shift.direction().name()))),
    GENRES(parse -> parse.genres().include().stream().map(Slot::plain)),
    GENRES_EXCLUDED(parse -> parse.genres().exclude().stream().map(Slot::plain)),
    MOODS(parse -> ids(parse.moods())),
    THEMES(parse -> ids(parse.themes())),
    STYLES(parse -> ids(parse.styles())),
    EXCLUDE(parse -> parse.exclude().stream().map(Slot::plain)),
    UNRESOLVED(parse -> parse.unresolved().stream()
            .flatMap(words -> Stream.of(plain(words).split(" ")))
            .filter(word -> !word.isEmpty() && !LightWords.has(word))),
    PEOPLE(parse -> parse.people().stream()
            .map(person -> plain(person.name()) + " " + plain(person.role().name()))),
    YEARS(parse -> ends(parse.years())),
    RUNTIME(parse -> ends(parse.runtime())),
    AUDIENCE(parse -> parse.audience().stream().map(who -> plain(who.name()))),
    LIMIT(parse -> parse.limit().stream().map(String::valueOf));

    private static final Pattern APOSTROPHES = Pattern.compile("['’]");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private final Function<ParsedQuery, Stream<String>> values;

    Slot(Function<ParsedQuery, Stream<String>> values) {
        this.values = values;
    }

    Stream<Fact> of(ParsedQuery parse) {
        return values.apply(parse).map(value -> new Fact(this, value));
    }

    static Stream<Fact> all(ParsedQuery parse) {
        return Arrays.stream(values()).flatMap(slot -> slot.of(parse));
    }

    /** One value of one slot. */
    record Fact(Slot slot, String value) {
        boolean isNegative() {
            return slot == DISSIMILAR
                    || slot == EXCLUDE
                    || slot == GENRES_EXCLUDED
                    || (slot == SHIFTS && value.endsWith(" less"));
        }

        @Override
        public String toString() {
            return slot.name().toLowerCase(Locale.ROOT) + "=" + value;
        }
    }

    private static Stream<String> films(List<FilmReference> films) {
        return films.stream().map(film -> plain(film.title()) + " " + film.year());
    }

    private static Stream<String> ids(List<? extends Term> terms) {
        return terms.stream().map(Term::id);
    }

    private static Stream<String> ends(Range range) {
        return Stream.concat(
                range.from().stream().map(from -> "from " + from),
                range.to().stream().map(to -> "to " + to));
    }

    private static String plain(String text) {
        String joined = APOSTROPHES.matcher(Words.plain(text)).replaceAll("");
        return BETWEEN_WORDS.matcher(joined).replaceAll(" ").strip();
    }
}
