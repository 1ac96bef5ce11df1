package io.cineai.query.local;

import io.cineai.query.find.Item;
import io.cineai.query.lexicon.Cue;
import io.cineai.query.text.Text;
import java.util.Set;

/** What is said of a thing behind it: "gore-free", "musicals are not my thing", "Alien was so boring", "watched Alien and hated it". */
record Verdict(Reading reading) {
    private static final Set<String> BEING = Set.of("is", "are", "was", "were", "being", "been");
    private static final Set<String> MANY = Set.of("are", "were");
    private static final Set<String> JOINTS = Set.of(",", "and", "or", "&", "/");
    private static final Set<String> PRONOUNS = Set.of("it", "them", "both", "this", "that");
    private static final Set<String> ENDS = Set.of("and", "but", "so", "too", "though", "please", "because");
    private static final Set<String> PAUSES = Set.of("?", "-", ":", ".", "!");

    /** Whether the item that is read now is not wanted. */
    boolean isAgainst() {
        return reading.isBeside(1, Cue.FREE) || reading.isBeside(-1, Cue.NON) || isRejectedBehind();
    }

    private boolean isRejectedBehind() {
        boolean being = isFound();
        boolean many = false;
        boolean list = false;
        boolean joined = false;
        boolean apart = false;
        for (int ahead = 1; reading.beside(ahead).isPresent(); ahead++) {
            Item item = reading.beside(ahead).get();
            if (item.is(Cue.REJECTED) || isOfIt(item)) return !list || MANY.contains(reading.word(item));
            if (item.is(Cue.POOR) && reading.isWord(ahead - 1, "?")) return true;
            if (item.is(Cue.POOR)) return being && !apart && (!joined || list && many);
            if (item.part().isContent() && (apart || !joined || !isListable(item))) return false;
            list |= item.part().isContent();
            joined |= isJoint(item);
            apart |= isPause(item);
            being |= BEING.contains(reading.word(item));
            many |= MANY.contains(reading.word(item));
            if (!item.part().isContent() && !isLight(item)) return false;
        }
        return false;
    }

    /** "Hated it", "but I didn't", "gore no": what was named before. */
    private boolean isOfIt(Item item) {
        Text text = reading.text();
        boolean pronoun = text.has(item.to())
                && PRONOUNS.contains(text.at(item.to()).word())
                && !text.at(item.to()).capital();
        boolean no =
                item.is(Cue.NOT) || item.length() == 1 && reading.word(item).equals("no");
        boolean denied = no && (!text.has(item.to()) || text.at(item.to()).isMark());
        return denied || item.is(Cue.WITHOUT) && pronoun && ends(item.to() + 1);
    }

    private boolean ends(int place) {
        Text text = reading.text();
        return !text.has(place)
                || text.at(place).isMark()
                || ENDS.contains(text.at(place).word());
    }

    /** "I found Titanic boring". */
    private boolean isFound() {
        return reading.isWord(-1, "found") || reading.isWord(-1, "find");
    }

    /** Of one kind with what is read now, where nothing before says that both are liked. */
    private boolean isListable(Item item) {
        boolean liked = reading.isBeside(-1, Cue.LOVED) || reading.isBeside(-1, Cue.LIKE);
        return !liked && item.part().getClass() == reading.item().part().getClass();
    }

    private boolean isJoint(Item item) {
        return JOINTS.contains(reading.word(item));
    }

    private boolean isPause(Item item) {
        return PAUSES.contains(reading.word(item)) || item.is(Cue.BUT) || item.is(Cue.CLAUSE);
    }

    private boolean isLight(Item item) {
        boolean degree = item.is(Cue.SO) || item.is(Cue.TOO) || item.is(Cue.SLIGHT);
        return item.isFiller() || degree || isJoint(item) || isPause(item);
    }
}
