package io.cineai.query;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A query's text as it is looked up: one spelling of letters, lower case, single blanks, nothing that cannot be seen. What {@code
 * cineai.want_query} makes of it is the same again.
 */
public record QueryKey(String text) {
    /** Characters of a text. */
    public static final int LONGEST = 500;

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}]+");
    private static final Pattern BLANK = Pattern.compile("[\\p{Cc}\\p{Z}\\s]+");

    public static QueryKey of(String written) {
        String seen = UNSEEN.matcher(written).replaceAll("");
        String spaced = BLANK.matcher(seen).replaceAll(" ").strip();
        return new QueryKey(Normalizer.normalize(spaced, Normalizer.Form.NFC).toLowerCase(Locale.ROOT));
    }
}
