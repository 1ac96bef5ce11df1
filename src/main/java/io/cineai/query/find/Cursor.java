package io.cineai.query.find;

import io.cineai.query.text.Text;
import java.util.Set;

/** Reads on in a text: each step takes what it asks for, or nothing. */
final class Cursor {
    private final Text text;
    private int place;

    Cursor(Text text, int place) {
        this.text = text;
        this.place = place;
    }

    int place() {
        return place;
    }

    Text text() {
        return text;
    }

    Cursor fork() {
        return new Cursor(text, place);
    }

    void moveTo(Cursor other) {
        place = other.place;
    }

    void skip() {
        place++;
    }

    boolean atEnd() {
        return !text.has(place);
    }

    /** This word or mark; empty text at the end. */
    String word() {
        return atEnd() ? "" : text.at(place).word();
    }

    boolean take(String word) {
        if (!word().equals(word)) return false;
        place++;
        return true;
    }

    boolean takeAny(Set<String> words) {
        if (!words.contains(word())) return false;
        place++;
        return true;
    }

    /** The first of some phrases, words split by blanks; put longer ones first. */
    boolean takePhrase(Iterable<String> phrases) {
        for (String phrase : phrases) if (takeAll(phrase)) return true;
        return false;
    }

    private boolean takeAll(String phrase) {
        int start = place;
        for (String word : phrase.split(" "))
            if (!take(word)) {
                place = start;
                return false;
            }
        return true;
    }
}
