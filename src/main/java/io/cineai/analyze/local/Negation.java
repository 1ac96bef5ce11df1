package io.cineai.analyze.local;

import java.util.List;
import java.util.Set;

/** Tells whether what stands at a place is denied: "no hope", "never finds love". */
final class Negation {
    private static final int REACH = 3;
    private static final Set<String> DENIES = Set.of(
            "no", "not", "never", "without", "nor", "neither", "cannot", "cant", "dont", "doesnt", "didnt", "isnt",
            "wasnt", "arent", "werent", "wont", "wouldnt", "couldnt", "hardly", "lacks", "lacking", "fails", "failed",
            "refuses", "refused");

    /** After these it was no denial: "not only", "no longer", "no matter". */
    private static final Set<String> AFTER_ALL = Set.of("only", "just", "longer", "matter", "mere", "merely", "less");

    private Negation() {}

    /** True where a word that denies stands shortly before, with no stop or comma between. */
    static boolean before(int place, List<Word> words) {
        for (int at = place - 1;
                at >= 0 && at >= place - REACH && !words.get(at + 1).opens();
                at--)
            if (DENIES.contains(words.get(at).plain()))
                return !AFTER_ALL.contains(words.get(at + 1).plain());
        return false;
    }
}
