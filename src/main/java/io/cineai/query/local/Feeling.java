package io.cineai.query.local;

import io.cineai.query.find.Item;
import io.cineai.query.find.Part.Words;
import io.cineai.query.lexicon.Cue;
import io.cineai.query.lexicon.Vocabulary;
import java.util.Set;

/** "I feel so sad and lonely": whether the word that is read now says how somebody is. */
record Feeling(Reading reading) {
    /** Items before a list of feelings within which "I feel" must stand. */
    private static final int REACH = 6;

    private static final Set<String> ADVERBS = Set.of(
            "so",
            "very",
            "really",
            "just",
            "pretty",
            "kind",
            "of",
            "always",
            "too",
            "quite",
            "super",
            "extremely",
            "a",
            "all",
            "feeling",
            "been",
            "currently",
            "totally",
            "rather",
            "today",
            "tonight",
            "still",
            "now");

    boolean isSomebodys() {
        int back = beforeAdverbs(-1);
        if (isListed(back)) back = beforeList(back - 1);
        return reading.isBeside(back, Cue.FEEL);
    }

    private int beforeAdverbs(int from) {
        int back = from;
        while (reading.beside(back).filter(this::isAdverb).isPresent()) back--;
        return back;
    }

    private boolean isAdverb(Item item) {
        return item.is(Cue.SO)
                || item.is(Cue.SLIGHT)
                || item.is(Cue.TOO)
                || item.isFiller() && ADVERBS.contains(reading.word(item));
    }

    private boolean isListed(int back) {
        boolean joint = reading.isBeside(back, Cue.AND) || reading.isWord(back, ",");
        return joint && reading.beside(back - 1).filter(Feeling::isFeeling).isPresent();
    }

    private static boolean isFeeling(Item item) {
        return item.part() instanceof Words words && words.meaning().is(Vocabulary.FEELING);
    }

    private int beforeList(int from) {
        int back = from;
        while (back > -REACH && !reading.isBeside(back, Cue.FEEL)) back--;
        return back;
    }
}
