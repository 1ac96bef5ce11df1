package io.cineai.analyze.local;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A word of a text and where it stands there.
 *
 * @param plain lower case, without accents and apostrophes
 * @param singular the same without the ending -s, of a noun or a verb
 * @param opens true where something that separates, a stop or a comma, stands before it: no phrase goes across
 */
record Word(String plain, String singular, int start, int end, boolean opens) {
    /** What lies beyond is not read: nobody's overview is that long, and time is bounded. */
    private static final int LONGEST_TEXT = 40_000;

    private static final int WIDEST_GAP = 3;
    private static final char[] UNACCENTED = unaccented();

    static List<Word> in(String text) {
        List<Word> words = new ArrayList<>();
        int length = Math.min(text.length(), LONGEST_TEXT);
        int end = 0;
        for (int at = 0; at < length; ) {
            if (!isLetter(text.charAt(at))) {
                at++;
                continue;
            }
            int start = at;
            while (at < length && (isLetter(text.charAt(at)) || isApostrophe(text, at))) at++;
            words.add(word(text, start, at, separates(text, end, start)));
            end = at;
        }
        return words;
    }

    /** Its words, plain, with one space between: how names are compared. */
    static String name(String text) {
        StringBuilder name = new StringBuilder();
        for (Word word : in(text)) name.append(name.isEmpty() ? "" : " ").append(word.plain);
        return name.toString();
    }

    private static Word word(String text, int start, int end, boolean opens) {
        StringBuilder folded = new StringBuilder(end - start);
        for (int at = start; at < end; at++) {
            char letter = text.charAt(at);
            if (isApostrophe(letter) && at == end - 2 && (text.charAt(at + 1) | ' ') == 's') break;
            if (Character.isLetterOrDigit(letter)) folded.append(plain(letter));
        }
        String plain = folded.toString();
        return new Word(plain, singular(plain), start, end, opens);
    }

    /** What matters is that the singular of a plural is that of the singular: "movy" will do. */
    private static String singular(String word) {
        int length = word.length();
        if (length <= 3) return word;
        if (length > 4 && (word.endsWith("ies") || word.endsWith("ie")))
            return word.substring(0, word.lastIndexOf("ie")) + "y";
        if (!word.endsWith("s") || word.endsWith("ss") || word.endsWith("us") || word.endsWith("is")) return word;
        boolean twoLetters = Stream.of("sses", "xes", "ches", "shes", "oes").anyMatch(word::endsWith);
        return word.substring(0, length - (twoLetters ? 2 : 1));
    }

    private static boolean isLetter(char it) {
        if (it >= 128) return isLetterBeyondAscii(it);
        return (it >= 'a' && it <= 'z') || (it >= 'A' && it <= 'Z') || (it >= '0' && it <= '9');
    }

    private static boolean isLetterBeyondAscii(char it) {
        return Character.isLetterOrDigit(it) || Character.getType(it) == Character.NON_SPACING_MARK;
    }

    /** Between two letters only: in "father's" and "don't", not around a quotation. */
    private static boolean isApostrophe(String text, int at) {
        return isApostrophe(text.charAt(at)) && at + 1 < text.length() && isLetter(text.charAt(at + 1));
    }

    private static boolean isApostrophe(char it) {
        return it == '\'' || it == '\u2019';
    }

    private static boolean separates(String text, int from, int to) {
        if (to - from > WIDEST_GAP) return true;
        for (int at = from; at < to; at++) {
            char it = text.charAt(at);
            if (it != '-' && it != '/' && it != '&' && it != '\u2010' && !Character.isWhitespace(it)) return true;
        }
        return from == to;
    }

    private static char plain(char letter) {
        char lower = Character.toLowerCase(letter);
        return lower < UNACCENTED.length ? UNACCENTED[lower] : lower;
    }

    /** For Latin letters; of others the accents stay. */
    private static char[] unaccented() {
        char[] letters = new char[0x250];
        for (char it = 0; it < letters.length; it++)
            letters[it] = Normalizer.normalize(String.valueOf(it), Normalizer.Form.NFD)
                    .charAt(0);
        return letters;
    }
}
