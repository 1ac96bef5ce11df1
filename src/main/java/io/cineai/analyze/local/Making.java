package io.cineai.analyze.local;

import java.util.BitSet;
import java.util.List;

/** Finds the sentences of an overview that tell how the film was made, not what happens in it. */
final class Making {
    private static final String STOPS = ".!?;\n";

    private Making() {}

    /** The numbers of the words that stand in such sentences. */
    static BitSet of(String text, List<Word> words, List<Phrases.Match> matches) {
        BitSet making = new BitSet();
        for (Phrases.Match match : matches)
            if (match.phrase().says(Silence.MAKING) && !making.get(match.first()))
                making.set(first(text, words, match.first()), last(text, words, match.last()) + 1);
        return making;
    }

    private static int first(String text, List<Word> words, int from) {
        int at = from;
        while (at > 0 && !endsBetween(text, words.get(at - 1), words.get(at))) at--;
        return at;
    }

    private static int last(String text, List<Word> words, int from) {
        int at = from;
        while (at + 1 < words.size() && !endsBetween(text, words.get(at), words.get(at + 1))) at++;
        return at;
    }

    /** A stop after a single letter is that of a name: "J. Doe". */
    private static boolean endsBetween(String text, Word before, Word after) {
        if (!after.opens() || before.end() - before.start() == 1) return false;
        for (int at = before.end(); at < after.start(); at++) if (STOPS.indexOf(text.charAt(at)) >= 0) return true;
        return false;
    }
}
