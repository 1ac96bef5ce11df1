package io.cineai.query.match;

import io.cineai.movie.Movie;
import io.cineai.movie.Term;
import io.cineai.movie.emotion.Mood;
import io.cineai.movie.style.StyleCategory;
import io.cineai.movie.thematic.Theme;
import io.cineai.query.Audience;
import io.cineai.query.Axis;
import io.cineai.query.FilmReference;
import io.cineai.query.ParsedQuery;
import io.cineai.query.Person;
import io.cineai.query.Range;
import io.cineai.query.match.Holders.Kind;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What must hold whatever else is asked. A film whose year or length nobody knows fails a constraint on it. What is excluded is excluded by
 * what is known of a film: a film of which nobody knows how it feels goes by its genres and words.
 */
record Constraints(FilmSpace films) {
    /** From here on a film has so much of an axis that it has it. */
    static final double HAS = 0.5;

    private static final Pattern DECADE = Pattern.compile("(\\d{3}0)s");

    /** Films that may be results. */
    BitSet allowed(ParsedQuery query) {
        BitSet allowed = new BitSet(films.size());
        allowed.set(0, films.size());
        query.genres().include().forEach(genre -> allowed.and(films.holders().set(Kind.GENRE, genre)));
        query.genres().exclude().forEach(genre -> allowed.andNot(films.holders().set(Kind.GENRE, genre)));
        people(query.people(), allowed);
        within(query.years(), query.runtime(), allowed);
        query.audience().ifPresent(audience -> keep(allowed, film -> fits(audience, film)));
        query.exclude().forEach(what -> exclude(what, allowed));
        without(query.references(), allowed);
        without(query.dissimilar(), allowed);
        return allowed;
    }

    private interface Test {
        boolean holds(int film);
    }

    private static void keep(BitSet allowed, Test test) {
        for (int film = allowed.nextSetBit(0); film >= 0; film = allowed.nextSetBit(film + 1))
            if (!test.holds(film)) allowed.clear(film);
    }

    /** All are meant together; but directors who never made a film together are meant each by themselves. */
    private void people(List<Person> people, BitSet allowed) {
        BitSet together = directors(people);
        if (!together.isEmpty() || people.stream().noneMatch(Constraints::directs)) {
            if (people.stream().anyMatch(Constraints::directs)) allowed.and(together);
        } else {
            BitSet any = new BitSet();
            people.stream().filter(Constraints::directs).forEach(person -> any.or(of(person)));
            allowed.and(any);
        }
        people.stream().filter(person -> !directs(person)).forEach(person -> allowed.and(of(person)));
    }

    private BitSet directors(List<Person> people) {
        BitSet together = new BitSet();
        together.set(0, films.size());
        people.stream().filter(Constraints::directs).forEach(person -> together.and(of(person)));
        return together;
    }

    private static boolean directs(Person person) {
        return person.role() == Person.Role.DIRECTOR;
    }

    private BitSet of(Person person) {
        BitSet having = new BitSet();
        if (person.role() != Person.Role.ACTOR) having.or(films.holders().set(Kind.DIRECTOR, person.name()));
        if (person.role() != Person.Role.DIRECTOR) having.or(films.holders().set(Kind.ACTOR, person.name()));
        return having;
    }

    private void within(Range years, Range runtime, BitSet allowed) {
        if (years.isAll() && runtime.isAll()) return;
        keep(allowed, film -> within(films.film(film), years, runtime));
    }

    private static boolean within(Movie film, Range years, Range runtime) {
        return within(film.year(), years) && within(film.runtime(), runtime);
    }

    private static boolean within(int value, Range range) {
        return range.isAll() || value != 0 && range.has(value);
    }

    /** Catalogues have no ratings by age: genres must do, and what is known of blood and fright. */
    private boolean fits(Audience audience, int film) {
        boolean harmless = films.axis(Axis.VIOLENT, film) < HAS && films.axis(Axis.SCARY, film) < HAS;
        return switch (audience) {
            case KIDS, FAMILY -> harmless && films.axis(Axis.FAMILY, film) >= HAS;
            case TEENS -> films.axis(Axis.VIOLENT, film) < 0.7 && films.axis(Axis.SCARY, film) < 0.7;
            case ADULTS -> films.axis(Axis.FAMILY, film) < HAS;
        };
    }

    private void exclude(String what, BitSet allowed) {
        String id = what.toLowerCase(Locale.ROOT).strip();
        boolean known = false;
        if (Term.of(Theme.class, id).isPresent()) {
            allowed.andNot(films.holders().set(Kind.THEME, id));
            known = true;
        }
        if (Term.of(StyleCategory.class, id).isPresent()) {
            allowed.andNot(films.holders().set(Kind.STYLE, id));
            known = true;
        }
        known |= Term.of(Mood.class, id)
                .map(mood -> keeping(allowed, film -> films.mood(mood, film) < MoodFit.HAS))
                .orElse(false);
        known |= Term.of(Axis.class, id)
                .map(axis -> keeping(allowed, film -> films.axis(axis, film) < HAS))
                .orElse(false);
        if (!known) excludeWritten(what, allowed);
    }

    private static boolean keeping(BitSet allowed, Test test) {
        keep(allowed, test);
        return true;
    }

    /** A decade, a name, or any other word: then no film that speaks of it. */
    private void excludeWritten(String what, BitSet allowed) {
        Matcher decade = DECADE.matcher(what.strip());
        if (decade.matches()) {
            int from = Integer.parseInt(decade.group(1));
            keep(allowed, film -> outside(films.film(film).year(), from, from + 9));
            return;
        }
        BitSet people = films.holders().set(Kind.DIRECTOR, what);
        people.or(films.holders().set(Kind.ACTOR, what));
        allowed.andNot(people);
        if (people.isEmpty()) keep(allowed, film -> !films.mentions().has(film, what));
    }

    private static boolean outside(int year, int from, int to) {
        return year != 0 && (year < from || year > to);
    }

    private void without(List<FilmReference> named, BitSet allowed) {
        for (FilmReference film : named)
            film.film()
                    .flatMap(id -> films.number(id).stream().boxed().findFirst())
                    .ifPresent(allowed::clear);
    }
}
