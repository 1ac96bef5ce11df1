package io.cineai.testkit.anthropic;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A tokenizer of our own: words in pieces of five letters, and each sign that is no letter. Near enough for prices. */
public final class Tokens {
    private static final Pattern PIECE = Pattern.compile("\\p{L}{1,5}|\\p{N}{1,3}|[^\\p{L}\\p{N}\\s]{1,2}");

    private Tokens() {}

    public static long of(String text) {
        return PIECE.matcher(text).results().count();
    }

    /** The text's first tokens. */
    public static String first(long count, String text) {
        Matcher piece = PIECE.matcher(text);
        int end = 0;
        for (long met = 0; met < count; met++) {
            if (!piece.find()) return text;
            end = piece.end();
        }
        return text.substring(0, end);
    }
}
