package io.cineai.recommend.likeness;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the films of one series have in their titles: what stands before a colon or a number. A guess from the title alone, good enough
 * to keep sequels apart in a list: "The Godfather: Part II" and "Godfather, The" are one, and so are "Toy Story" and "Toy Story 2".
 */
final class Franchise {
    /** A lone I is the first person more often than the first film. */
    private static final String ROMAN = "(v|x|[ivx]{2,})";

    private static final Pattern REST = Pattern.compile(
            "(?=[ ,:：(])(([:：]| [-–—] ).*$|\\([^)]{0,100}\\)|,? [0-9]+$|,? " + ROMAN + "$"
                    + "|,? (part|episode|chapter|volume|vol\\.?) ([0-9]+|i|" + ROMAN
                    + "|one|two|three|four|five|six|seven|eight|nine|ten|deux)\\b.*$)",
            Pattern.DOTALL);
    private static final Pattern ARTICLE = Pattern.compile("^(the|a|an) |, (the|a|an)$");
    private static final int SHORTEST = 3;

    private Franchise() {}

    /** Lower case; the whole title where nothing that could name a series stands in front. */
    static String of(String title) {
        String whole = ARTICLE.matcher(title.toLowerCase(Locale.ROOT).strip())
                .replaceAll("")
                .strip();
        String stem = REST.matcher(whole).replaceFirst("").strip();
        if (stem.equals(whole)) return whole;
        String before;
        do {
            before = stem;
            stem = REST.matcher(stem).replaceFirst("").strip();
        } while (!stem.equals(before));
        stem = ARTICLE.matcher(stem).replaceAll("").strip();
        return stem.length() < SHORTEST || stem.chars().allMatch(Character::isDigit) ? whole : stem;
    }
}
