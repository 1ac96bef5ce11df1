package io.cineai.movie;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a text that tell stories apart: without accents, in lower case, plurals as their singulars, none that every text has. */
public final class Words {
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}]{2,}");

    /** Accents of Latin and Greek letters. The vowels of other scripts are marks too, and stay. */
    private static final Pattern ACCENTS = Pattern.compile("\\p{InCombiningDiacriticalMarks}+");

    private static final Pattern POSSESSIVE = Pattern.compile("['’]s\\b");

    /** What lies beyond is not read: time is bounded. */
    private static final int LONGEST_TEXT = 20_000;

    private Words() {}

    /** As they stand, repeated where they are. */
    public static List<String> of(String text) {
        String read = text.substring(0, Math.min(text.length(), LONGEST_TEXT));
        List<String> words = new ArrayList<>();
        Matcher found = WORD.matcher(POSSESSIVE.matcher(plain(read)).replaceAll(""));
        while (found.find()) if (!StopWords.has(found.group())) words.add(singular(found.group()));
        return words;
    }

    /** Lower case, without accents. */
    public static String plain(String text) {
        return ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    /** Roughly: what matters is that a plural meets its singular. */
    private static String singular(String word) {
        return word.length() > 4 && word.endsWith("s") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }
}
