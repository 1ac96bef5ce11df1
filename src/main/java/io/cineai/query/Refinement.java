package io.cineai.query;

import io.cineai.movie.Term;
import io.cineai.query.ParsedQuery.Genres;
import io.cineai.query.ParsedQuery.Parser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An earlier query and what was said to it: "films like Heat", "but shorter". What is wanted and what is excluded adds up; where the two
 * speak of the same thing, the later word holds.
 */
public final class Refinement {
    private Refinement() {}

    public static ParsedQuery of(ParsedQuery earlier, ParsedQuery later) {
        Set<String> refused = Set.copyOf(later.exclude());
        Set<String> wanted = new HashSet<>();
        for (List<? extends Term> terms : List.of(later.moods(), later.themes(), later.styles()))
            terms.forEach(term -> wanted.add(term.id()));
        later.people().forEach(person -> wanted.add(person.name()));
        later.shifts().stream()
                .filter(shift -> shift.direction() == Shift.Direction.MORE)
                .forEach(shift -> wanted.add(shift.axis().id()));
        List<FilmReference> references = both(without(earlier.references(), later.dissimilar()), later.references());
        return new ParsedQuery(
                intent(earlier, later),
                references,
                both(without(earlier.dissimilar(), later.references()), later.dissimilar()),
                shifts(earlier.shifts(), later.shifts()),
                genres(earlier.genres(), later.genres()),
                both(unrefused(earlier.moods(), refused), later.moods()),
                both(unrefused(earlier.themes(), refused), later.themes()),
                both(unrefused(earlier.styles(), refused), later.styles()),
                both(without(earlier.exclude(), wanted), later.exclude()),
                both(earlier.unresolved(), later.unresolved()),
                people(earlier.people(), later),
                range(earlier.years(), later.years()),
                range(earlier.runtime(), later.runtime()),
                later.audience().or(earlier::audience),
                later.limit().or(earlier::limit),
                Math.min(earlier.confidence(), later.confidence()),
                earlier.parser() == later.parser() ? earlier.parser() : Parser.LOCAL);
    }

    /** A refinement that names films makes a query of films like others; else it is what it was, where it was anything. */
    private static Intent intent(ParsedQuery earlier, ParsedQuery later) {
        if (earlier.intent() == Intent.DISCOVER || later.intent() == Intent.SIMILAR_TO) return later.intent();
        return earlier.intent();
    }

    private static List<Shift> shifts(List<Shift> earlier, List<Shift> later) {
        Map<Axis, Shift> byAxis = new LinkedHashMap<>();
        for (Shift shift : both(earlier, later)) byAxis.put(shift.axis(), shift);
        return List.copyOf(byAxis.values());
    }

    private static Genres genres(Genres earlier, Genres later) {
        return new Genres(
                both(without(earlier.include(), later.exclude()), later.include()),
                both(without(earlier.exclude(), later.include()), later.exclude()));
    }

    private static List<Person> people(List<Person> earlier, ParsedQuery later) {
        Set<String> named = new HashSet<>(later.exclude());
        later.people().forEach(person -> named.add(person.name()));
        List<Person> others = earlier.stream()
                .filter(person -> !named.contains(person.name()))
                .toList();
        return both(others, later.people());
    }

    /** Bound by bound; two that cannot both hold are a change of mind. */
    private static Range range(Range earlier, Range later) {
        Optional<Integer> from = later.from().or(earlier::from);
        Optional<Integer> to = later.to().or(earlier::to);
        boolean empty = from.isPresent() && to.isPresent() && from.get() > to.get();
        return empty ? later : new Range(from, to);
    }

    private static <T extends Term> List<T> unrefused(List<T> terms, Set<String> refused) {
        return terms.stream().filter(term -> !refused.contains(term.id())).toList();
    }

    private static <T> List<T> without(List<T> all, Collection<T> some) {
        return all.stream().filter(it -> !some.contains(it)).toList();
    }

    private static <T> List<T> both(List<T> earlier, List<T> later) {
        List<T> both = new ArrayList<>(earlier);
        later.stream().filter(it -> !both.contains(it)).forEach(both::add);
        return both;
    }
}
