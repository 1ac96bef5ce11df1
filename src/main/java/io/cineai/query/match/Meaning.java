package io.cineai.query.match;

import io.cineai.movie.emotion.Mood;
import io.cineai.movie.style.StyleCategory;
import io.cineai.movie.thematic.Theme;
import io.cineai.query.Audience;
import io.cineai.query.FilmReference;
import io.cineai.query.ParsedQuery;
import io.cineai.query.Person;
import io.cineai.query.Range;
import io.cineai.query.Shift;
import java.util.Optional;
import java.util.Set;

/** All of a query that results depend on, and nothing else: neither the order in which things were said nor who read them, how sure. */
public record Meaning(
        Set<FilmReference> references,
        Set<FilmReference> dissimilar,
        Set<Shift> shifts,
        Set<String> genres,
        Set<String> without,
        Set<Mood> moods,
        Set<Theme> themes,
        Set<StyleCategory> styles,
        Set<String> exclude,
        Set<String> unresolved,
        Set<Person> people,
        Range years,
        Range runtime,
        Optional<Audience> audience) {

    public static Meaning of(ParsedQuery query) {
        return new Meaning(
                Set.copyOf(query.references()),
                Set.copyOf(query.dissimilar()),
                Set.copyOf(query.shifts()),
                Set.copyOf(query.genres().include()),
                Set.copyOf(query.genres().exclude()),
                Set.copyOf(query.moods()),
                Set.copyOf(query.themes()),
                Set.copyOf(query.styles()),
                Set.copyOf(query.exclude()),
                Set.copyOf(query.unresolved()),
                Set.copyOf(query.people()),
                query.years(),
                query.runtime(),
                query.audience());
    }
}
