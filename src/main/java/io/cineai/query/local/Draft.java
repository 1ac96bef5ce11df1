package io.cineai.query.local;

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
import io.cineai.query.catalogue.Listed;
import io.cineai.query.local.Bounds.Beside;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A query as far as it is understood; things said twice stand once, and where two contradict each other the later holds. */
final class Draft {
    private final Set<FilmReference> references = new LinkedHashSet<>();
    private final Set<FilmReference> dissimilar = new LinkedHashSet<>();
    private final Map<Axis, Shift.Direction> shifts = new LinkedHashMap<>();
    private final Set<String> genres = new LinkedHashSet<>();
    private final Set<String> genresOut = new LinkedHashSet<>();
    private final Set<Mood> moods = new LinkedHashSet<>();
    private final Set<Theme> themes = new LinkedHashSet<>();
    private final Set<StyleCategory> styles = new LinkedHashSet<>();
    private final Set<String> exclude = new LinkedHashSet<>();
    private final Set<Person> people = new LinkedHashSet<>();
    private final Bounds bounds = new Bounds();
    private final Aim aim = new Aim();
    private boolean turned;
    private @Nullable Audience audience;
    private @Nullable Integer limit;

    void film(FilmReference film, Optional<Listed> listed, boolean unlike) {
        (unlike ? references : dissimilar).remove(film);
        (unlike ? dissimilar : references).add(film);
        if (!unlike) bounds.film(listed);
    }

    Optional<FilmReference> lastReference() {
        return references.stream().reduce((first, next) -> next);
    }

    /** The other film of its title was meant. */
    void replace(FilmReference film, Listed other) {
        references.remove(film);
        references.add(other.reference());
        bounds.replace(film, other);
    }

    boolean hasReferences() {
        return !references.isEmpty();
    }

    void shift(Axis axis, boolean more) {
        shifts.put(axis, more ? Shift.Direction.MORE : Shift.Direction.LESS);
    }

    void genre(String genre) {
        genres.add(genre);
        genresOut.remove(genre);
    }

    boolean hasGenre(String genre) {
        return genres.contains(genre);
    }

    void excludeGenre(String genre) {
        genresOut.add(genre);
        genres.remove(genre);
    }

    void mood(Mood mood) {
        if (moods.add(mood)) aim.add(Intent.MOOD_MATCH);
    }

    void theme(Theme theme) {
        if (themes.add(theme)) aim.add(Intent.THEMATIC_EXPLORE);
    }

    void style(StyleCategory style) {
        if (styles.add(style)) aim.add(Intent.STYLE_MATCH);
    }

    /** @param what an id, somebody's name or a decade */
    void exclude(String what) {
        exclude.add(what);
        moods.removeIf(it -> it.id().equals(what));
        themes.removeIf(it -> it.id().equals(what));
        styles.removeIf(it -> it.id().equals(what));
    }

    void person(Person person) {
        people.add(person);
    }

    void years(Range years) {
        bounds.years(years);
    }

    void minutes(Range minutes) {
        bounds.minutes(minutes);
    }

    /** Newer or longer than the films that are named. */
    void ask(Beside beside) {
        bounds.ask(beside);
    }

    /** @param alone what that means where no film was named */
    void settle(Beside beside, int alone) {
        bounds.settle(beside, alone);
    }

    void audience(Audience who) {
        audience = who;
    }

    void limit(int films) {
        limit = films;
    }

    void compare() {
        aim.compare();
    }

    void learn() {
        aim.learn();
    }

    /** "But": what follows tells how films shall differ from those that were named. */
    void turn() {
        turned = true;
    }

    boolean isTurned() {
        return turned;
    }

    ParsedQuery finish(List<String> unresolved, double confidence) {
        return new ParsedQuery(
                aim.intent(references.size(), references.size() + dissimilar.size()),
                List.copyOf(references),
                List.copyOf(dissimilar),
                shifts.entrySet().stream()
                        .map(it -> new Shift(it.getKey(), it.getValue()))
                        .toList(),
                new Genres(List.copyOf(genres), List.copyOf(genresOut)),
                List.copyOf(moods),
                List.copyOf(themes),
                List.copyOf(styles),
                List.copyOf(exclude),
                unresolved,
                List.copyOf(people),
                bounds.years(),
                bounds.minutes(),
                Optional.ofNullable(audience),
                Optional.ofNullable(limit),
                confidence,
                Parser.LOCAL);
    }
}
