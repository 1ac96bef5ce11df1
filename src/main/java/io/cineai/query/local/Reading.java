package io.cineai.query.local;

import io.cineai.query.find.Item;
import io.cineai.query.find.Part.Words;
import io.cineai.query.lexicon.Cue;
import io.cineai.query.lexicon.Vocabulary;
import io.cineai.query.text.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How far a text has been read, what stands around, and what it means up to here: all that the readers of words and of cues share. */
final class Reading {
    /** After what they look like: "western-style". */
    private static final Set<String> LOOKS = Set.of(
            "style",
            "styled",
            "look",
            "looking",
            "looks",
            "esque",
            "aesthetic",
            "aesthetics",
            "visuals",
            "cinematography",
            "vibe",
            "vibes",
            "feel");

    private final Text text;
    private final List<Item> items;
    private final Draft draft = new Draft();
    private final Frame frame = new Frame();
    private final Unresolved unresolved;
    private int place = -1;

    Reading(Text text, List<Item> items) {
        this.text = text;
        this.items = items;
        this.unresolved = new Unresolved(text);
    }

    Text text() {
        return text;
    }

    Draft draft() {
        return draft;
    }

    Frame frame() {
        return frame;
    }

    Unresolved unresolved() {
        return unresolved;
    }

    /** Whether there was one more item to go on to. */
    boolean goOn() {
        return ++place < items.size();
    }

    Item item() {
        return items.get(place);
    }

    /** So many items from here; below 0 before it. */
    Optional<Item> beside(int steps) {
        int at = place + steps;
        return at >= 0 && at < items.size() ? Optional.of(items.get(at)) : Optional.empty();
    }

    boolean isBeside(int steps, Cue cue) {
        return beside(steps).filter(it -> it.is(cue)).isPresent();
    }

    Optional<Item> next() {
        return beside(1);
    }

    /** The next that is no filler but a noun for films or for a look. */
    Optional<Item> nextPart() {
        return items.stream()
                .skip(place + 1L)
                .filter(it -> !it.isFiller() || it.isFilm() || isLook(it))
                .findFirst();
    }

    boolean isLook(Item item) {
        return LOOKS.contains(word(item));
    }

    /** "Horror film", "western look". */
    boolean isOfFilms() {
        return next().filter(Item::isFilm).isPresent();
    }

    boolean isQualityNext() {
        return nextPart().filter(Item::isWords).isPresent();
    }

    boolean isContentNext() {
        return next().filter(it -> it.part().isContent()).isPresent();
    }

    /** Whether an item so many steps from here begins a new phrase. */
    boolean startsPhrase(int steps) {
        return beside(steps)
                .filter(it -> Set.of("a", "an", "some", "the", "with").contains(word(it)))
                .isPresent();
    }

    boolean isWord(int steps, String word) {
        return beside(steps).filter(it -> word(it).equals(word)).isPresent();
    }

    /** Whether one of these words was read. */
    boolean isAfterAny(Set<String> words) {
        return items.stream().limit(place).anyMatch(it -> words.contains(word(it)));
    }

    /** Its first word. */
    String word(Item item) {
        return text.at(item.from()).word();
    }

    static boolean isGenre(Item item) {
        return item.part() instanceof Words words && words.meaning().is(Vocabulary.GENRE);
    }

    /** Whether nothing was asked for before the frame was opened: "nothing scary from the 80s" wants no film of the 80s. */
    boolean isFrameFirst() {
        return items.stream().takeWhile(it -> it.from() < frame.opened()).noneMatch(Item::isUnderstood);
    }

    /** Keeps what was not understood, with the "no" before it, which must not be lost. */
    void keep(Item item) {
        if (frame.isNegated() && frame.isUsed()) unresolved.addNo(item);
        else unresolved.add(frame.lost(), item);
    }

    /** Keeps what was not understood, with the "no" that it belongs to. */
    void keepUnwanted(Item item) {
        unresolved.add(frame.opened(), item);
    }
}
