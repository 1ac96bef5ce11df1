package io.cineai.query.local;

import io.cineai.query.lexicon.Cue;
import java.util.Set;

/** What is said of a thing behind it: "gore-free", "musicals are not my thing", "Alien was so boring". */
record Verdict(Reading reading) {
    private static final Set<String> BEING = Set.of("is", "are", "was", "were", "being", "been");
    private static final Set<String> MANY = Set.of("are", "were");

    /** Whether the item that is read now is not wanted. */
    boolean isAgainst() {
        return reading.isBeside(1, Cue.FREE) || reading.isBeside(-1, Cue.NON) || isRejectedBehind();
    }

    private boolean isRejectedBehind() {
        boolean being = false;
        boolean list = false;
        for (int ahead = 1; reading.beside(ahead).isPresent(); ahead++) {
            Item item = reading.beside(ahead).get();
            if (item.is(Cue.REJECTED)) return !list || MANY.contains(reading.word(item));
            if (item.is(Cue.POOR)) return being && !list;
            if (isListed(item)) list = true;
            else if (!isLight(item)) return false;
            being |= BEING.contains(reading.word(item));
        }
        return false;
    }

    private boolean isListed(Item item) {
        return item.isUnderstood() || item.is(Cue.AND) || item.is(Cue.OR) || reading.word(item).equals(",");
    }

    private static boolean isLight(Item item) {
        return item.isFiller() || item.is(Cue.SO) || item.is(Cue.TOO) || item.is(Cue.SLIGHT);
    }
}
