package io.cineai.analyze.local;

import io.cineai.movie.Movie;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What must be so of a film for a claim of a word list to hold: genres that it has and has not, its year, its length.
 */
record Fact(Set<Genre> with, Set<Genre> without, Range years, Range minutes) {
    private static final Fact ANY = new Fact(Set.of(), Set.of(), Range.ALL, Range.ALL);

    /** A number that is 0 is not known, and lies only where everything does. */
    record Range(int low, int high) {
        static final Range ALL = new Range(Integer.MIN_VALUE, Integer.MAX_VALUE);

        boolean has(int number) {
            return equals(ALL) || (number != 0 && number >= low && number <= high);
        }

        Range from(int lowest) {
            return new Range(lowest, high);
        }

        Range until(int highest) {
            return new Range(low, highest);
        }
    }

    boolean holds(FilmGenres genres, Movie film) {
        return genres.have(with)
                && Collections.disjoint(genres.all(), without)
                && years.has(film.year())
                && minutes.has(film.runtime());
    }

    /** @throws IllegalArgumentException where the words are not those of a fact; the message is the rule */
    static Fact of(String words) {
        Fact fact = ANY;
        for (String part : words.split(" \\+ ", -1)) fact = fact.and(part.strip());
        return fact;
    }

    private Fact and(String part) {
        if (part.equals("any")) return this;
        if (part.startsWith("not ")) return new Fact(with, and(without, part.substring(4)), years, minutes);
        if (part.matches("from \\d{4}")) return new Fact(with, without, years.from(number(part)), minutes);
        if (part.matches("until \\d{4}")) return new Fact(with, without, years.until(number(part)), minutes);
        if (part.matches("over \\d{2,3} min")) return new Fact(with, without, years, minutes.from(number(part) + 1));
        if (part.matches("under \\d{2,3} min")) return new Fact(with, without, years, minutes.until(number(part) - 1));
        return new Fact(and(with, part), without, years, minutes);
    }

    private static int number(String part) {
        return Integer.parseInt(part.split(" ", -1)[1]);
    }

    private static Set<Genre> and(Set<Genre> some, String name) {
        Set<Genre> more = EnumSet.of(genre(name));
        more.addAll(some);
        return more;
    }

    private static Genre genre(String name) {
        return Genre.named(name)
                .orElseThrow(() -> new IllegalArgumentException("a fact must be \"any\", a genre, \"not\" and a genre, "
                        + "\"from 1975\", \"until 1959\", \"over 150 min\" or \"under 90 min\": " + name));
    }
}
