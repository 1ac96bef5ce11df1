package io.cineai.analyze.local;

import io.cineai.movie.Movie;
import java.util.List;

/**
 * What must be so of a film for a claim of a word list to hold: genres it has and has not, its year, its length. A year or a length
 * that is not known is neither early nor late, neither short nor long.
 *
 * @param with bits of {@link Genre}
 * @param without bits of {@link Genre}
 */
record Fact(int with, int without, int from, int until, int over, int under) {
    static final Fact ANY = new Fact(0, 0, 0, Integer.MAX_VALUE, 0, Integer.MAX_VALUE);

    boolean holds(FilmGenres genres, Movie film) {
        return (genres.bits() & with) == with
                && (genres.bits() & without) == 0
                && within(film.year(), from, until)
                && within(film.runtime(), over, under);
    }

    private static boolean within(int known, int low, int high) {
        if (low == 0 && high == Integer.MAX_VALUE) return true;
        return known > 0 && known >= low && known <= high;
    }

    /** @throws IllegalArgumentException where the words are not those of a fact; the message is the rule */
    static Fact of(String words) {
        Fact fact = ANY;
        for (String part : words.split(" \\+ ")) fact = fact.and(part.strip());
        return fact;
    }

    private Fact and(String part) {
        List<String> words = List.of(part.split(" "));
        String last = words.get(words.size() - 1);
        if (part.equals("any")) return this;
        if (part.matches("from \\d{4}")) return new Fact(with, without, Integer.parseInt(last), until, over, under);
        if (part.matches("until \\d{4}")) return new Fact(with, without, from, Integer.parseInt(last), over, under);
        if (part.matches("over \\d{2,3} min"))
            return new Fact(with, without, from, until, Integer.parseInt(words.get(1)) + 1, under);
        if (part.matches("under \\d{2,3} min"))
            return new Fact(with, without, from, until, over, Integer.parseInt(words.get(1)) - 1);
        if (part.startsWith("not "))
            return new Fact(with, without | genre(part.substring(4)), from, until, over, under);
        return new Fact(with | genre(part), without, from, until, over, under);
    }

    private static int genre(String name) {
        return Genre.named(name)
                .map(Genre::bit)
                .orElseThrow(() -> new IllegalArgumentException("a fact must be \"any\", a genre, \"not\" and a genre, "
                        + "\"from 1975\", \"until 1959\", \"over 150 min\" or \"under 90 min\": " + name));
    }
}
