package io.cineai.query.local;

import io.cineai.query.Person.Role;
import io.cineai.query.find.Item;
import io.cineai.query.lexicon.Cue;
import io.cineai.query.lexicon.Meaning;
import io.cineai.query.lexicon.Vocabulary;
import io.cineai.query.local.Frame.Degree;
import io.cineai.query.text.Text;
import java.util.Set;

/** Reads the words that say how others are meant: they open, keep and close the frame. */
final class CueReader {
    /** Tokens that may stand between "leave" and "out". */
    private static final int REACH = 6;

    /** Before a "but" that leaves one out: "any film of Nolan but Tenet". */
    private static final Set<String> ALL = Set.of("any", "all", "every", "everything", "anything", "anyone", "nothing");

    private static final Set<String> VAGUE = Set.of("anything", "something", "anyone", "stuff");
    private static final Set<String> STOPS = Set.of(".", "!", "?", ";", ")", "(");
    private static final Set<String> PAUSES = Set.of(",", "-", ":");

    private final Reading reading;
    private final Frame frame;
    private final Draft draft;
    private final Text text;

    CueReader(Reading reading) {
        this.reading = reading;
        this.frame = reading.frame();
        this.draft = reading.draft();
        this.text = reading.text();
    }

    void signal(Meaning meaning, Item item) {
        if (meaning.is(Cue.COMPARE)) draft.compare();
        if (meaning.is(Cue.COMPARE) && draft.hasReferences()) return;
        if (meaning.is(Cue.LEARN)) draft.learn();
        if (text.is(item.from(), "that") && item.length() == 1) that();
        meaning.in(Vocabulary.CUE).findFirst().ifPresent(sense -> cue(sense.as(Cue.class), item));
    }

    private void that() {
        if (frame.isOpen() && reading.isQualityNext()) frame.soften(false);
        else if (frame.isUsed()) frame.closeClause();
    }

    private void cue(Cue cue, Item item) {
        switch (cue) {
            case NOT -> not(item, false);
            case WITHOUT -> not(item, true);
            case LEAVE -> leave(item);
            case EXCEPT -> except(item);
            case ALLOWED -> frame.allow(item.from());
            case MORE -> frame.compare(Degree.MORE);
            case LESS -> frame.compare(Degree.LESS);
            case TOO -> too();
            case SO -> so(item);
            case SLIGHT -> slight(item);
            case BUT -> but(item);
            case AND -> joint(frame.takesAnd() || frame.isNegated());
            case OR -> joint(true);
            case WITH, STARRING -> frame.speakOf(Role.ACTOR);
            case ABOUT -> frame.speakAbout();
            case BY -> frame.speakOf(Role.DIRECTOR);
            case LIKE, LOVED, THAN, BETWEEN -> frame.speakOf(Role.ANY);
            case CLAUSE, FEEL -> closeUsedClause();
            case POOR -> frame.use();
            default -> {}
        }
    }

    private void not(Item item, boolean list) {
        boolean twice = frame.isOpen()
                && reading.beside(-1)
                        .filter(it -> it.is(Cue.NOT) && it.to() == item.from())
                        .isPresent();
        if (twice && list) frame.close();
        else if (!frame.isOpen()) frame.negate(item.from(), list);
    }

    /** "Leave the horror out". */
    private void leave(Item item) {
        for (int ahead = item.to(); ahead < item.to() + REACH && text.has(ahead); ahead++) {
            if (text.at(ahead).isMark()) return;
            if (text.is(ahead, "out") || text.is(ahead, "away")) frame.negate(item.from(), true);
        }
    }

    private void except(Item item) {
        boolean shift = reading.nextPart()
                .filter(it -> it.is(Cue.MORE) || it.is(Cue.LESS) || it.isWords() && draft.hasReferences())
                .isPresent();
        if (shift) turn();
        else frame.negate(item.from(), true);
    }

    private void too() {
        if (!reading.isQualityNext()) return;
        boolean denied = frame.isNegated() || frame.isJoined();
        frame.closeReached();
        frame.soften(denied);
    }

    private void so(Item item) {
        if (text.is(item.from(), "as") && frame.isUsed()) frame.speakOf(Role.ANY);
        else if (frame.isOpen() && reading.isQualityNext()) frame.soften(!text.is(item.to() - 1, "as"));
    }

    private void slight(Item item) {
        boolean of = text.is(item.to() - 1, "of");
        if (reading.isQualityNext() && !frame.isNegated() && (!of || draft.hasReferences())) frame.compare(Degree.MORE);
    }

    private void but(Item item) {
        boolean plain = item.length() == 1 && !draft.hasReferences();
        boolean exception = plain
                && reading.isAfterAny(ALL)
                && reading.nextPart().filter(Item::isName).isPresent();
        if (exception) frame.negate(item.from(), true);
        else turn();
    }

    private void turn() {
        frame.closeClause();
        draft.turn();
    }

    private void joint(boolean goesOn) {
        if (!frame.isUsed() || !frame.isMarked()) return;
        boolean newPhrase = reading.startsPhrase(1) && !reading.item().is(Cue.OR);
        if (goesOn && isPartNext() && !newPhrase) frame.join();
        else frame.close();
    }

    /** "With Brad Pitt or by Michael Bay", "no horror or anything too sad". */
    private boolean isPartNext() {
        int ahead = 1;
        while (reading.item().is(Cue.OR)
                && reading.beside(ahead).filter(this::isLight).isPresent()) ahead++;
        return reading.beside(ahead).filter(it -> it.part().isContent()).isPresent();
    }

    private boolean isLight(Item item) {
        boolean preposition = item.is(Cue.BY) || item.is(Cue.WITH) || item.is(Cue.STARRING) || item.is(Cue.ABOUT);
        boolean degree = item.is(Cue.SO) || item.is(Cue.TOO) || item.is(Cue.SLIGHT);
        return item.isFiller() || preposition || degree || VAGUE.contains(reading.word(item));
    }

    private void closeUsedClause() {
        if (frame.isUsed() && !frame.isJoined()) frame.closeClause();
    }

    void mark(String mark) {
        if (STOPS.contains(mark)) frame.closeClause();
        else if (PAUSES.contains(mark) && frame.isMarked()) pause();
    }

    private void pause() {
        boolean goesOn = frame.isUsed() ? new Enumeration(reading).goesOn() : frame.degree() != Degree.PLAIN;
        if (goesOn) frame.join();
        else frame.close();
    }
}
