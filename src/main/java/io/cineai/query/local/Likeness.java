package io.cineai.query.local;

import io.cineai.query.find.Item;
import io.cineai.query.lexicon.Cue;

/** "As clever and funny as Memento": what stands between says why a film is named, and asks for nothing. */
record Likeness(Reading reading) {
    /** Items on either side within which the two words must stand. */
    private static final int REACH = 5;

    boolean isReason() {
        return !reading.frame().isLess() && reaches(-1) && reaches(1);
    }

    private boolean reaches(int step) {
        for (int at = step; Math.abs(at) <= REACH; at += step) {
            if (reading.isWord(at, "as")) return true;
            if (reading.beside(at).filter(this::isBetween).isEmpty()) return false;
        }
        return false;
    }

    private boolean isBetween(Item item) {
        return item.isWords()
                || item.isFiller()
                || item.is(Cue.AND)
                || reading.word(item).equals(",");
    }
}
