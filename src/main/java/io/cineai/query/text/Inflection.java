package io.cineai.query.text;

import java.util.ArrayList;
import java.util.List;

/** What a word may be a form of, by the rules of English spelling; whoever asks knows which of these are words. */
public final class Inflection {
    /** How a quality is compared. */
    public enum Degree {
        PLAIN,
        MORE,
        MOST
    }

    /** A word that the form may come from. */
    public record Base(String word, Degree degree) {}

    private Inflection() {}

    /** Likeliest first; the word itself is the first. */
    public static List<Base> of(String word) {
        List<Base> bases = new ArrayList<>();
        bases.add(new Base(word, Degree.PLAIN));
        if (word.length() < 4) return bases;
        cut(bases, word, "s", Degree.PLAIN);
        cut(bases, word, "er", Degree.MORE);
        cut(bases, word, "est", Degree.MOST);
        cut(bases, word, "ed", Degree.PLAIN);
        cut(bases, word, "ing", Degree.PLAIN);
        cut(bases, word, "ly", Degree.PLAIN);
        cut(bases, word, "ness", Degree.PLAIN);
        return bases;
    }

    private static void cut(List<Base> bases, String word, String ending, Degree degree) {
        if (!word.endsWith(ending) || word.length() - ending.length() < 3) return;
        String stem = word.substring(0, word.length() - ending.length());
        bases.add(new Base(stem, degree));
        char last = stem.charAt(stem.length() - 1);
        if (ending.equals("s") && last == 'e') bases.add(new Base(stem.substring(0, stem.length() - 1), degree));
        if (ending.equals("s") && stem.endsWith("ie")) bases.add(new Base(front(stem, 2) + "y", degree));
        if (!ending.equals("s")) respelled(bases, stem, last, degree);
    }

    private static void respelled(List<Base> bases, String stem, char last, Degree degree) {
        bases.add(new Base(stem + "e", degree));
        if (last == 'i') bases.add(new Base(front(stem, 1) + "y", degree));
        if (stem.length() > 3 && last == stem.charAt(stem.length() - 2)) bases.add(new Base(front(stem, 1), degree));
    }

    private static String front(String word, int without) {
        return word.substring(0, word.length() - without);
    }
}
