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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A query as far as it is understood; things said twice stand once, and where two contradict each other the later holds. */
final class Draft {
    final Set<FilmReference> references = new LinkedHashSet<>();
    final Set<FilmReference> dissimilar = new LinkedHashSet<>();
    final Map<Axis, Shift.Direction> shifts = new LinkedHashMap<>();
    final Set<String> genres = new LinkedHashSet<>();
    final Set<String> genresOut = new LinkedHashSet<>();
    final Set<Mood> moods = new LinkedHashSet<>();
    final Set<Theme> themes = new LinkedHashSet<>();
    final Set<StyleCategory> styles = new LinkedHashSet<>();
    final Set<String> exclude = new LinkedHashSet<>();
    final Set<Person> people = new LinkedHashSet<>();
    final List<Listed> known = new ArrayList<>();
    final List<Intent> kinds = new ArrayList<>();
    Range years = Range.ALL;
    Range minutes = Range.ALL;
    boolean newer;
    boolean older;
    boolean shorter;
    boolean longer;
    boolean compares;
    boolean learns;

    @Nullable
    Audience audience;

    @Nullable
    Integer limit;

    void film(FilmReference film, Optional<Listed> listed, boolean unlike) {
        (unlike ? references : dissimilar).remove(film);
        (unlike ? dissimilar : references).add(film);
        if (!unlike) listed.ifPresent(known::add);
    }

    void shift(Axis axis, boolean more) {
        shifts.put(axis, more ? Shift.Direction.MORE : Shift.Direction.LESS);
    }

    void mood(Mood mood) {
        if (moods.add(mood)) kinds.add(Intent.MOOD_MATCH);
    }

    void theme(Theme theme) {
        if (themes.add(theme)) kinds.add(Intent.THEMATIC_EXPLORE);
    }

    void style(StyleCategory style) {
        if (styles.add(style)) kinds.add(Intent.STYLE_MATCH);
    }

    void years(Range more) {
        years = both(years, more);
    }

    void minutes(Range more) {
        minutes = both(minutes, more);
    }

    /** What both allow; the later alone where nothing is left. */
    private static Range both(Range one, Range other) {
        Optional<Integer> from = one.from().isEmpty()
                        || other.from().isPresent()
                                && other.from().get() > one.from().get()
                ? other.from()
                : one.from();
        Optional<Integer> to = one.to().isEmpty()
                        || other.to().isPresent() && other.to().get() < one.to().get()
                ? other.to()
                : one.to();
        boolean empty = from.isPresent() && to.isPresent() && from.get() > to.get();
        return empty ? other : new Range(from, to);
    }

    boolean hasReferences() {
        return !references.isEmpty();
    }

    /** @param old to this year, where "older" is said beside no film; @param recent from this year */
    void settle(int recent, int old, int shortest, int longest) {
        if (newer)
            years(new Range(
                    Optional.of(most(Listed::year).stream()
                            .map(it -> it + 1)
                            .findFirst()
                            .orElse(recent)),
                    Optional.empty()));
        if (older)
            years(new Range(
                    Optional.empty(),
                    Optional.of(least(Listed::year).stream()
                            .map(it -> it - 1)
                            .findFirst()
                            .orElse(old))));
        if (shorter)
            minutes(new Range(
                    Optional.empty(),
                    Optional.of(least(Listed::runtime).stream()
                            .map(it -> it - 1)
                            .findFirst()
                            .orElse(shortest))));
        if (longer)
            minutes(new Range(
                    Optional.of(most(Listed::runtime).stream()
                            .map(it -> it + 1)
                            .findFirst()
                            .orElse(longest)),
                    Optional.empty()));
        genres.removeAll(genresOut);
    }

    private List<Integer> most(ToIntFunction<Listed> what) {
        return said(what).max().stream().boxed().toList();
    }

    private List<Integer> least(ToIntFunction<Listed> what) {
        return said(what).min().stream().boxed().toList();
    }

    private IntStream said(ToIntFunction<Listed> what) {
        return known.stream().mapToInt(what).filter(it -> it > 0);
    }

    private Intent intent() {
        boolean films = !references.isEmpty() || !dissimilar.isEmpty();
        if (compares && references.size() + dissimilar.size() > 1) return Intent.COMPARE;
        if (learns) return Intent.EDUCATIONAL;
        if (films && hasReferences()) return Intent.SIMILAR_TO;
        return kinds.stream()
                .max(java.util.Comparator.comparingLong(this::count))
                .map(this::firstOf)
                .orElse(Intent.DISCOVER);
    }

    private long count(Intent kind) {
        return kinds.stream().filter(it -> it == kind).count();
    }

    private Intent firstOf(Intent any) {
        return kinds.stream().filter(it -> count(it) == count(any)).findFirst().orElse(any);
    }

    ParsedQuery finish(List<String> unresolved, double confidence) {
        return new ParsedQuery(
                intent(),
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
                years,
                minutes,
                Optional.ofNullable(audience),
                Optional.ofNullable(limit),
                confidence,
                Parser.LOCAL);
    }
}
