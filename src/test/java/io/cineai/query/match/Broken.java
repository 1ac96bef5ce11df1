package io.cineai.query.match;

import io.cineai.movie.Movie;
import io.cineai.movie.Term;
import io.cineai.movie.emotion.Mood;
import io.cineai.query.Axis;
import io.cineai.query.ParsedQuery;
import io.cineai.query.Person;
import io.cineai.query.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which constraints of a query a film breaks, told from the film itself, film by film. */
final class Broken {
    private Broken() {}

    static List<String> by(Movie film, ParsedQuery query, FilmSpace space) {
        List<String> broken = new ArrayList<>();
        query.genres().include().stream()
                .filter(genre -> !film.genres().contains(genre))
                .forEach(broken::add);
        query.genres().exclude().stream().filter(film.genres()::contains).forEach(broken::add);
        query.people().stream()
                .filter(person -> !has(film, person))
                .map(Person::name)
                .forEach(broken::add);
        if (isOutside(film.year(), query.years())) broken.add("year " + film.year());
        if (isOutside(film.runtime(), query.runtime())) broken.add("runtime " + film.runtime());
        query.exclude().stream().filter(what -> has(film, what, space)).forEach(broken::add);
        Stream.concat(query.references().stream(), query.dissimilar().stream())
                .filter(it -> it.film().filter(film.id()::equals).isPresent())
                .forEach(it -> broken.add("named: " + it.title()));
        return broken;
    }

    private static boolean isOutside(int value, Range range) {
        return !range.isAll() && (value == 0 || !range.has(value));
    }

    private static boolean has(Movie film, Person person) {
        return switch (person.role()) {
            case DIRECTOR -> film.directors().contains(person.name());
            case ACTOR -> film.cast().contains(person.name());
            case ANY -> film.directors().contains(person.name()) || film.cast().contains(person.name());
        };
    }

    private static boolean has(Movie film, String what, FilmSpace space) {
        int number = space.number(film.id()).orElseThrow();
        return film.portrait()
                        .subject()
                        .filter(it -> it.themes().contains(what))
                        .isPresent()
                || film.portrait()
                        .look()
                        .filter(it -> it.category().equals(what))
                        .isPresent()
                || Term.of(Mood.class, what)
                        .filter(it -> space.mood(it, number) >= 0.5)
                        .isPresent()
                || Term.of(Axis.class, what)
                        .filter(it -> space.axis(it, number) >= 0.5)
                        .isPresent()
                || film.directors().contains(what)
                || film.cast().contains(what)
                || what.equals(film.year() / 10 * 10 + "s");
    }
}
