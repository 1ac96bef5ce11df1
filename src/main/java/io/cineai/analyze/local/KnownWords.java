package io.cineai.analyze.local;

import java.util.HashSet;
import java.util.Set;

/**
 * The words of word lists. A word of a text that is none of them and ends in -ed or -ing is read as the one that it comes from, so that
 * "escaped" is "escape"; one that is known stays, for "boxing" is not "box" and "training" is not "train".
 */
final class KnownWords {
    private static final int SHORTEST = 3;

    private final Set<String> words = new HashSet<>();

    String learn(String word) {
        words.add(word);
        return word;
    }

    String reading(String word) {
        if (words.contains(word)) return word;
        if (word.endsWith("ing")) return reading(word, word.substring(0, word.length() - 3));
        if (word.endsWith("ed")) return reading(word, word.substring(0, word.length() - 2));
        return word;
    }

    private String reading(String word, String stem) {
        if (stem.length() < SHORTEST) return word;
        String withE = stem + "e";
        if (words.contains(withE)) return withE;
        if (isDoubled(stem) && words.contains(stem.substring(0, stem.length() - 1)))
            return stem.substring(0, stem.length() - 1);
        if (stem.endsWith("i") && words.contains(stem.substring(0, stem.length() - 1) + "y"))
            return stem.substring(0, stem.length() - 1) + "y";
        return !lostAnE(stem) && words.contains(stem) ? stem : word;
    }

    private static boolean isDoubled(String stem) {
        return stem.charAt(stem.length() - 1) == stem.charAt(stem.length() - 2);
    }

    /** "car" of "caring": had it been "car" its last letter would have been doubled. */
    private static boolean lostAnE(String stem) {
        return stem.length() == SHORTEST
                && !isVowel(stem.charAt(0))
                && isVowel(stem.charAt(1))
                && !isVowel(stem.charAt(2));
    }

    private static boolean isVowel(char letter) {
        return "aeiouwxy".indexOf(letter) >= 0;
    }
}
