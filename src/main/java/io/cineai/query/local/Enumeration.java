package io.cineai.query.local;

import io.cineai.query.find.Item;
import io.cineai.query.lexicon.Cue;
import java.util.Optional;

/** "No horror, gore or war": what follows a comma is a part of the list where a conjunction closes it before anything else is said. */
record Enumeration(Reading reading) {
    boolean goesOn() {
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
