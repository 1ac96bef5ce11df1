package io.cineai.query.local;

import io.cineai.query.FilmReference;
import io.cineai.query.Range;
import io.cineai.query.catalogue.Listed;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** From when films may be and how long they may last: as was said, or beside the films that were named. */
final class Bounds {
    /** What was said without a number; how far it goes is known when all films are named. */
    enum Beside {
        NEWER,
        OLDER,
        SHORTER,
        LONGER
    }

    private final Set<Beside> asked = EnumSet.noneOf(Beside.class);
    private final List<Listed> films = new ArrayList<>();
    private boolean named;
    private Range years = Range.ALL;
    private Range minutes = Range.ALL;

    Range years() {
        return years;
    }

    Range minutes() {
        return minutes;
    }

    void years(Range more) {
        years = both(years, more);
    }

    void minutes(Range more) {
        minutes = both(minutes, more);
    }

    void ask(Beside beside) {
        asked.add(beside);
    }

    /** @param film empty where it is none of the catalogue */
    void film(Optional<Listed> film) {
        named = true;
        film.ifPresent(films::add);
    }

    void replace(FilmReference film, Listed other) {
        films.replaceAll(it -> it.reference().equals(film) ? other : it);
    }

    /** @param beside what was asked for; @param alone the year or the minutes that it means where no film was named */
    void settle(Beside beside, int alone) {
        boolean unknown = named && films.isEmpty();
        if (!asked.contains(beside) || unknown) return;
        switch (beside) {
            case NEWER -> years(from(said(Listed::year).max(), alone));
            case OLDER -> years(to(said(Listed::year).min(), alone));
            case SHORTER -> minutes(to(said(Listed::runtime).min(), alone));
            case LONGER -> minutes(from(said(Listed::runtime).max(), alone));
        }
    }

    private IntStream said(ToIntFunction<Listed> what) {
        return films.stream().mapToInt(what).filter(it -> it > 0);
    }

    private static Range from(OptionalInt beyond, int alone) {
        return new Range(Optional.of(beyond.isPresent() ? beyond.getAsInt() + 1 : alone), Optional.empty());
    }

    private static Range to(OptionalInt below, int alone) {
        return new Range(Optional.empty(), Optional.of(below.isPresent() ? below.getAsInt() - 1 : alone));
    }

    /** What both allow; the later alone where nothing is left. */
    private static Range both(Range one, Range other) {
        Optional<Integer> from = narrower(one.from(), other.from(), 1);
        Optional<Integer> to = narrower(one.to(), other.to(), -1);
        boolean empty = from.isPresent() && to.isPresent() && from.get() > to.get();
        return empty ? other : new Range(from, to);
    }

    /** @param sign 1 where more is narrower, -1 where less is */
    private static Optional<Integer> narrower(Optional<Integer> one, Optional<Integer> other, int sign) {
        if (one.isEmpty() || other.isEmpty()) return one.or(() -> other);
        return sign * one.get() > sign * other.get() ? one : other;
    }
}
