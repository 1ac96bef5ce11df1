package io.cineai.testkit;

import io.cineai.movie.Movie;
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
import io.cineai.query.Shift.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A parsed query to test with; as it begins, it asks for any film. */
public final class QueryBuilder {
    private Intent intent = Intent.DISCOVER;
    private final List<FilmReference> references = new ArrayList<>();
    private final List<FilmReference> dissimilar = new ArrayList<>();
    private final List<Shift> shifts = new ArrayList<>();
    private final List<String> genres = new ArrayList<>();
    private final List<String> noGenres = new ArrayList<>();
    private List<Mood> moods = List.of();
    private List<Theme> themes = List.of();
    private List<StyleCategory> styles = List.of();
    private final List<String> exclude = new ArrayList<>();
    private List<String> unresolved = List.of();
    private final List<Person> people = new ArrayList<>();
    private Range years = Range.ALL;
    private Range runtime = Range.ALL;
    private Optional<Audience> audience = Optional.empty();
    private Optional<Integer> limit = Optional.empty();
    private double confidence = 0.9;
    private Parser parser = Parser.LOCAL;

    public static QueryBuilder aQuery() {
        return new QueryBuilder();
    }

    public QueryBuilder meant(Intent what) {
        intent = what;
        return this;
    }

    public QueryBuilder like(Movie film) {
        intent = Intent.SIMILAR_TO;
        references.add(named(film));
        return this;
    }

    public QueryBuilder unlike(Movie film) {
        dissimilar.add(named(film));
        return this;
    }

    public QueryBuilder more(Axis axis) {
        shifts.add(new Shift(axis, Direction.MORE));
        return this;
    }

    public QueryBuilder less(Axis axis) {
        shifts.add(new Shift(axis, Direction.LESS));
        return this;
    }

    public QueryBuilder of(String... included) {
        genres.addAll(List.of(included));
        return this;
    }

    public QueryBuilder noGenre(String... excluded) {
        noGenres.addAll(List.of(excluded));
        return this;
    }

    public QueryBuilder inMood(Mood... some) {
        moods = List.of(some);
        return this;
    }

    public QueryBuilder about(Theme... some) {
        themes = List.of(some);
        return this;
    }

    public QueryBuilder looking(StyleCategory... some) {
        styles = List.of(some);
        return this;
    }

    public QueryBuilder without(String... what) {
        exclude.addAll(List.of(what));
        return this;
    }

    public QueryBuilder saying(String... words) {
        unresolved = List.of(words);
        return this;
    }

    public QueryBuilder with(String name, Person.Role role) {
        people.add(new Person(name, role));
        return this;
    }

    public QueryBuilder from(Range range) {
        years = range;
        return this;
    }

    public QueryBuilder lasting(Range range) {
        runtime = range;
        return this;
    }

    public QueryBuilder watchedBy(Audience who) {
        audience = Optional.of(who);
        return this;
    }

    public QueryBuilder atMost(int films) {
        limit = Optional.of(films);
        return this;
    }

    public QueryBuilder sure(double howSure) {
        confidence = howSure;
        return this;
    }

    public QueryBuilder readBy(Parser who) {
        parser = who;
        return this;
    }

    public ParsedQuery build() {
        return new ParsedQuery(
                intent,
                references,
                dissimilar,
                shifts,
                new Genres(genres, noGenres),
                moods,
                themes,
                styles,
                exclude,
                unresolved,
                people,
                years,
                runtime,
                audience,
                limit,
                confidence,
                parser);
    }

    public static Range between(int from, int to) {
        return new Range(Optional.of(from), Optional.of(to));
    }

    private static FilmReference named(Movie film) {
        return new FilmReference(film.title(), film.year(), Optional.of(film.id()));
    }
}
