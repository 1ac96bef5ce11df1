package io.cineai.analyze.local;

import io.cineai.analyze.local.Finding.Passage;
import io.cineai.movie.Quote.Field;
import java.util.BitSet;
import java.util.List;

/**
 * One of a film's texts, taken apart.
 *
 * @param making numbers of the words that tell how the film was made
 * @param weight how much the other words count
 */
record Text(Field field, String text, List<Word> words, BitSet making, double weight) {
    private static final double OF_MAKING = 0.4;

    static Text of(Field field, String text, List<Word> words, double weight) {
        return new Text(field, text, words, new BitSet(), weight);
    }

    double weightAt(int word) {
        return making.get(word) ? weight * OF_MAKING : weight;
    }

    Passage passage(Phrases.Match match) {
        return new Passage(
                field,
                text,
                words.get(match.first()).start(),
                words.get(match.last()).end());
    }

    /** True where one word of an overview is a piece of a name, as "Fox" is of "Michael J. Fox"; names have capitals side by side. */
    boolean isNamedBy(Phrases.Match match) {
        int word = match.first();
        return field == Field.OVERVIEW
                && word == match.last()
                && isCapital(word)
                && ((isCapital(word - 1) && goesOn(word)) || (isCapital(word + 1) && goesOn(word + 1)));
    }

    private boolean isCapital(int word) {
        return word >= 0
                && word < words.size()
                && Character.isUpperCase(text.charAt(words.get(word).start()));
    }

    /** A stop after a single letter ends nothing. */
    private boolean goesOn(int word) {
        return !words.get(word).opens() || words.get(word - 1).plain().length() == 1;
    }
}
