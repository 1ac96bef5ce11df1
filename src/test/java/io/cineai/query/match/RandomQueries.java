package io.cineai.query.match;

import static io.cineai.testkit.QueryBuilder.aQuery;

import io.cineai.movie.Movie;
import io.cineai.movie.Term;
import io.cineai.movie.emotion.Mood;
import io.cineai.movie.style.StyleCategory;
import io.cineai.movie.thematic.Theme;
import io.cineai.query.Audience;
import io.cineai.query.Axis;
import io.cineai.query.ParsedQuery;
import io.cineai.query.Person;
import io.cineai.query.Range;
import io.cineai.testkit.QueryBuilder;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Queries of any kind about the sample's films: few parts each, as people ask, and each part now and then. */
record RandomQueries(RandomGenerator random) {
    private static final List<String> GENRES =
            List.of("Action", "Comedy", "Crime", "Drama", "Family", "Horror", "Romance", "Sci-Fi", "War", "Western");

    ParsedQuery next() {
        QueryBuilder query = aQuery();
        for (int films = random.nextInt(6) - 3; films > 0; films--) query.like(film());
        if (oneIn(8)) query.unlike(film());
        if (oneIn(3)) query.more(pick(Axis.values()));
        if (oneIn(5)) query.of(pick(GENRES));
        if (oneIn(5)) query.noGenre(pick(GENRES));
        if (oneIn(5)) query.from(range(1930, 2025));
        if (oneIn(6)) query.lasting(range(80, 200));
        if (oneIn(8)) query.watchedBy(pick(Audience.values()));
        if (oneIn(8)) query.with(person(), pick(Person.Role.values()));
        if (oneIn(6)) query.inMood(pick(Mood.values()));
        if (oneIn(6)) query.about(pick(Theme.values()));
        if (oneIn(8)) query.looking(pick(StyleCategory.values()));
        if (oneIn(8)) query.saying(pick(List.of("time travel", "chess", "Paris", "no such thing", "боевик")));
        for (int more = random.nextInt(5) - 3; more > 0; more--) query.without(excluded());
        return query.build();
    }

    private String excluded() {
        return switch (random.nextInt(6)) {
            case 0 -> term(Theme.values());
            case 1 -> term(Mood.values());
            case 2 -> term(StyleCategory.values());
            case 3 -> term(Axis.values());
            case 4 -> 10 * (193 + random.nextInt(9)) + "s";
            default -> person();
        };
    }

    private String term(Term... vocabulary) {
        return pick(vocabulary).id();
    }

    private String person() {
        Movie film = film();
        return pick(random.nextBoolean() && !film.cast().isEmpty() ? film.cast() : film.directors());
    }

    private Range range(int least, int most) {
        int from = random.nextInt(least, most);
        int to = random.nextInt(from, most + 1);
        return switch (random.nextInt(3)) {
            case 0 -> new Range(Optional.of(from), Optional.empty());
            case 1 -> new Range(Optional.empty(), Optional.of(to));
            default -> new Range(Optional.of(from), Optional.of(to));
        };
    }

    private Movie film() {
        return pick(SampleSpace.ANALYSED);
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private <T> T pick(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
