package io.cineai.query;

import io.cineai.movie.emotion.Mood;
import io.cineai.movie.style.StyleCategory;
import io.cineai.movie.thematic.Theme;
import java.util.List;
import java.util.Optional;

/**
 * What somebody asked for. Constraints are hard: genres, people, years, runtime, audience and what is excluded; the rest says which films
 * fit better.
 *
 * @param references films to be like; they are no results
 * @param dissimilar films to be unlike; they are no results either
 * @param shifts away from the references; each axis once
 * @param exclude what films must not have: ids of themes, moods, styles and axes, names of people as the catalogue spells them
 * @param unresolved what was not understood, as it was written, in order
 * @param years of first release
 * @param runtime minutes, {@code runtimeMinutes}
 * @param limit how many films were asked for. Range 1 to 50; empty where no number was said.
 * @param confidence that this is what was meant. Range 0 to 1.
 */
public record ParsedQuery(
        Intent intent,
        List<FilmReference> references,
        List<FilmReference> dissimilar,
        List<Shift> shifts,
        Genres genres,
        List<Mood> moods,
        List<Theme> themes,
        List<StyleCategory> styles,
        List<String> exclude,
        List<String> unresolved,
        List<Person> people,
        Range years,
        Range runtime,
        Optional<Audience> audience,
        Optional<Integer> limit,
        double confidence,
        Parser parser) {
    /** Who read the text. Ids are the names in lower case. */
    public enum Parser {
        LOCAL,
        MODEL
    }

    /** Genres as the catalogue spells them. */
    public record Genres(List<String> include, List<String> exclude) {
        public static final Genres ANY = new Genres(List.of(), List.of());

        public Genres {
            include = List.copyOf(include);
            exclude = List.copyOf(exclude);
        }
    }

    public ParsedQuery {
        references = List.copyOf(references);
        dissimilar = List.copyOf(dissimilar);
        shifts = List.copyOf(shifts);
        moods = List.copyOf(moods);
        themes = List.copyOf(themes);
        styles = List.copyOf(styles);
        exclude = List.copyOf(exclude);
        unresolved = List.copyOf(unresolved);
        people = List.copyOf(people);
        if (limit.isPresent() && (limit.get() < 1 || limit.get() > 50))
            throw new IllegalArgumentException("limit must be in [1, 50]: " + limit.get());
        if (!(confidence >= 0 && confidence <= 1))
            throw new IllegalArgumentException("confidence must be in [0, 1]: " + confidence);
    }
}
