package io.cineai.query;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How much of a text a parse accounts for: the share of its words that are not unresolved, times the share of the named films that the
 * catalogue has. The same measure whoever parsed, so that parses can be compared.
 */
public final class Quality {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

    private Quality() {}

    /** Range 0 (nothing was understood) to 1. */
    public static double of(ParsedQuery parse, String text) {
        if (saysNothing(parse)) return 0;
        long words = words(text);
        long lost = parse.unresolved().stream().mapToLong(Quality::words).sum();
        double understood = words == 0 ? 0 : Math.max(0, 1 - lost / (double) words);
        List<FilmReference> named = Stream.concat(parse.references().stream(), parse.dissimilar().stream())
                .toList();
        long known = named.stream().filter(it -> it.film().isPresent()).count();
        return named.isEmpty() ? understood : understood * known / named.size();
    }

    private static boolean saysNothing(ParsedQuery parse) {
        boolean lists = Stream.<Collection<?>>of(
                        parse.references(),
                        parse.dissimilar(),
                        parse.shifts(),
                        parse.genres().include(),
                        parse.genres().exclude(),
                        parse.moods(),
                        parse.themes(),
                        parse.styles(),
                        parse.exclude(),
                        parse.people())
                .allMatch(Collection::isEmpty);
        return lists
                && parse.years().isAll()
                && parse.runtime().isAll()
                && parse.audience().isEmpty()
                && parse.limit().isEmpty();
    }

    private static long words(String text) {
        return WORD.matcher(text).results().count();
    }
}
