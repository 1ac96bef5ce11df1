package io.cineai.ingest;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A MovieLens title taken apart: "Matrix, The (1999)" is "The Matrix" of 1999. Other titles in brackets at the end are dropped.
 *
 * @param year 0 when not given; the first of a span
 */
record CatalogueTitle(String title, int year) {
    private static final Pattern YEAR = Pattern.compile("\\s*\\((\\d{4})(?:\\s*[-–—]\\s*(?:\\d{4})?)?\\)\\s*$");
    private static final Pattern ARTICLE_LAST = Pattern.compile("^(.+), ([\\p{L}]+'?)$");
    private static final Set<String> ARTICLES = Set.of(
            "The", "A", "An", "Le", "La", "Les", "L'", "Un", "Une", "Il", "Lo", "Gli", "Uno", "Una", "El", "Los", "Las",
            "Der", "Die", "Das", "Ein", "Eine", "Den", "Det", "De", "Het", "O", "Os", "As", "Da");

    static CatalogueTitle parse(String text) {
        Matcher year = YEAR.matcher(text);
        boolean dated = year.find() && year.start() > 0;
        String name = dated ? text.substring(0, year.start()) : text.strip();
        return new CatalogueTitle(articleFirst(withoutOthers(name)), dated ? Integer.parseInt(year.group(1)) : 0);
    }

    /** Cuts bracketed groups off the end, as long as something is left before them. */
    private static String withoutOthers(String name) {
        if (!name.endsWith(")")) return name;
        int depth = 0;
        for (int i = name.length() - 1; i > 0; i--) {
            if (name.charAt(i) == ')') depth++;
            if (name.charAt(i) == '(' && --depth == 0)
                return withoutOthers(name.substring(0, i).strip());
        }
        return name;
    }

    private static String articleFirst(String name) {
        Matcher last = ARTICLE_LAST.matcher(name);
        if (!last.matches() || !ARTICLES.contains(last.group(2))) return name;
        return last.group(2) + (last.group(2).endsWith("'") ? "" : " ") + last.group(1);
    }
}
