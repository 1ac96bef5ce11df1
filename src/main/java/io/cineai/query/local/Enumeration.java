package io.cineai.query.local;

import io.cineai.query.find.Item;
import io.cineai.query.lexicon.Cue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * "No horror, gore or war": what follows a comma is a part of the list where a conjunction closes it before anything else is said, or where
 * nothing but things are named.
 */
record Enumeration(Reading reading) {
    /** Words with these endings mostly say how something is, and those with the others what it is. */
    private static final Pattern QUALITY = Pattern.compile(".+(y|ful|ing|ic|al|ous|ive|ed|ish|less|able)");

    private static final Pattern THING = Pattern.compile(".+(edy|asy|ery|phy|ity|lty|ary|ising|musical)");
    private static final int LONG = 3;

    boolean goesOn() {
        return isOfThings() || isConcluded();
    }

    /** "No horror, gore, ghosts": three things or more and nothing else. */
    private boolean isOfThings() {
        boolean whole = reading.beside(1 + steps(1))
                .filter(it -> it.is(Cue.AND) || it.is(Cue.OR))
                .isEmpty();
        return whole && parts(-1) > 0 && parts(1) > 0 && parts(-1) + parts(1) >= LONG;
    }

    private int steps(int step) {
        int at = 0;
        while (reading.beside(step + at * step).filter(this::isThingOrComma).isPresent()) at++;
        return at;
    }

    private int parts(int step) {
        int parts = 0;
        for (int at = 1; at <= steps(step); at++)
            if (reading.beside(at * step).filter(it -> it.part().isContent()).isPresent()) parts++;
        return parts;
    }

    private boolean isThingOrComma(Item item) {
        return item.part().isContent() && isThing(reading.word(item))
                || reading.word(item).equals(",");
    }

    private static boolean isThing(String word) {
        return !QUALITY.matcher(word).matches() || THING.matcher(word).matches();
    }

    private boolean isConcluded() {
        boolean part = false;
        for (int ahead = 1; reading.beside(ahead).isPresent(); ahead++) {
            Item item = reading.beside(ahead).get();
            Optional<Boolean> end = end(item, ahead, part);
            if (end.isPresent()) return end.get();
            part |= item.part().isContent();
        }
        return false;
    }

    /** Whether the list goes on, where this item tells. */
    private Optional<Boolean> end(Item item, int ahead, boolean part) {
        if (item.part().isContent() || item.isFilm()) return Optional.empty();
        String word = reading.word(item);
        if (item.is(Cue.OR) || word.equals("nor"))
            return Optional.of(part || reading.word(reading.item()).equals(","));
        if (item.is(Cue.AND))
            return Optional.of(part && reading.frame().takesAnd() && !reading.startsPhrase(ahead + 1));
        return word.equals(",") ? Optional.empty() : Optional.of(false);
    }
}
