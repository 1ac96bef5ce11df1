package io.cineai.query.rubric;

import io.cineai.analyze.Fields;
import io.cineai.analyze.Unfit;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a model's answer. Every word is one of its vocabulary, or one that the catalogue knows. */
record Answer(Names names) {
    private static final int MOST = 12;
    private static final int MOST_FILMS = 5;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_WORD = 100;
    private static final int FIRST_YEAR = 1870;
    private static final int LAST_YEAR = 2200;
    private static final int LONGEST_FILM = 100_000;
    private static final Pattern DECADE = Pattern.compile("(18|19|20|21)\\d0s");

    ParsedQuery read(Object answer) {
        Fields fields = Fields.of(answer, "").only(QueryRubric.fields());
        return new ParsedQuery(
                fields.term("intent", Intent.class),
                films(fields, "references"),
                films(fields, "dissimilar"),
                shifts(fields),
                new Genres(genres(fields, "genres_include"), genres(fields, "genres_exclude")),
                once(fields.terms("moods", Mood.class, MOST)),
                once(fields.terms("themes", Theme.class, MOST)),
                once(fields.terms("styles", StyleCategory.class, MOST)),
                excluded(fields),
                words(fields, "unresolved"),
                people(fields),
                range(fields, "years", FIRST_YEAR, LAST_YEAR),
                range(fields, "runtime_minutes", 1, LONGEST_FILM),
                audience(fields),
                limit(fields),
                fields.level("confidence").value(),
                Parser.MODEL);
    }

    private List<FilmReference> films(Fields fields, String name) {
        return once(fields.objects(name, 0, MOST_FILMS).stream()
                .map(it -> it.only("title", "year"))
                .map(it -> film(bounded(it.text("title"), it.at("title"), LONGEST_TITLE), it.integer("year")))
                .toList());
    }

    /** A film that the catalogue lacks is named as the model names it. */
    private FilmReference film(String title, int year) {
        return names.film(title, year).orElseGet(() -> new FilmReference(title, Math.max(0, year), Optional.empty()));
    }

    private static List<Shift> shifts(Fields fields) {
        List<Shift> shifts = new ArrayList<>();
        for (Fields each : fields.objects("shifts", 0, MOST)) {
            Axis axis = each.only("axis", "direction").term("axis", Axis.class);
            if (shifts.stream().anyMatch(it -> it.axis() == axis))
                throw new Unfit("shifts must have each axis once: " + axis.id());
            shifts.add(new Shift(axis, Shift.Direction.valueOf(one(each, "direction", QueryRubric.DIRECTIONS))));
        }
        return shifts;
    }

    private List<String> genres(Fields fields, String name) {
        List<String> genres = words(fields, name);
        for (String genre : genres)
            if (!names.genres().contains(genre)) throw new Unfit(name + " must be genres of the document: " + genre);
        return genres;
    }

    private List<String> excluded(Fields fields) {
        return words(fields, "exclude").stream().map(this::excluded).toList();
    }

    private String excluded(String word) {
        boolean known = DECADE.matcher(word).matches()
                || Stream.of(
                                Term.of(Theme.class, word),
                                Term.of(Mood.class, word),
                                Term.of(StyleCategory.class, word),
                                Term.of(Axis.class, word))
                        .anyMatch(Optional::isPresent);
        if (known) return word;
        return names.person(word)
                .orElseThrow(() -> new Unfit(
                        "exclude must have words of a vocabulary, decades as 1980s, or people of the catalogue: "
                                + word));
    }

    /** A person whom the catalogue does not know is kept: the results say that there are none. */
    private List<Person> people(Fields fields) {
        return once(fields.objects("people", 0, MOST).stream()
                .map(it -> it.only("name", "role"))
                .map(it -> {
                    String name = bounded(it.text("name"), it.at("name"), LONGEST_WORD);
                    Person.Role role = Person.Role.valueOf(one(it, "role", QueryRubric.ROLES));
                    return new Person(names.person(name).orElse(name), role);
                })
                .toList());
    }

    private static Range range(Fields fields, String name, int least, int most) {
        Fields range = fields.object(name).only("from", "to");
        return new Range(bound(range, "from", least, most), bound(range, "to", least, most));
    }

    private static Optional<Integer> bound(Fields range, String name, int least, int most) {
        int bound = range.integer(name);
        if (bound == 0) return Optional.empty();
        if (bound < least || bound > most)
            throw new Unfit(range.at(name) + " must be 0 or in [" + least + ", " + most + "]: " + bound);
        return Optional.of(bound);
    }

    private static Optional<Audience> audience(Fields fields) {
        String audience = one(fields, "audience", QueryRubric.AUDIENCES);
        return audience.equalsIgnoreCase(QueryRubric.NOBODY_IN_PARTICULAR)
                ? Optional.empty()
                : Optional.of(Audience.valueOf(audience));
    }

    private static Optional<Integer> limit(Fields fields) {
        int limit = fields.integer("limit");
        return limit == 0 ? Optional.empty() : Optional.of(limit);
    }

    private static List<String> words(Fields fields, String name) {
        return once(fields.texts(name, MOST).stream()
                .map(it -> bounded(it, name, LONGEST_WORD))
                .toList());
    }

    private static String bounded(String text, String place, int longest) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > longest)
            throw new Unfit(place + " must have 1 to " + longest + " letters");
        return stripped;
    }

    /** In upper case, as enums have it. */
    private static String one(Fields fields, String name, List<String> words) {
        String word = fields.text(name);
        if (!words.contains(word)) throw new Unfit(fields.at(name) + " must be one of " + words + ": " + word);
        return word.toUpperCase(Locale.ROOT);
    }

    private static <T> List<T> once(List<T> items) {
        return items.stream().distinct().toList();
    }
}
