package io.cineai.query.local;

import io.cineai.query.lexicon.Cue;
import io.cineai.query.lexicon.Vocabulary;
import io.cineai.query.local.Part.Signal;
import io.cineai.query.local.Part.Unknown;
import io.cineai.query.local.Part.Words;

/**
 * Some tokens of a text and what they are.
 *
 * @param from token, included
 * @param to token, excluded
 */
record Item(int from, int to, Part part) {
    int length() {
        return to - from;
    }

    boolean is(Cue cue) {
        return part instanceof Signal signal && signal.meaning().is(cue);
    }

    boolean isFilm() {
        return part instanceof Signal signal && signal.meaning().isFilm();
    }

    boolean isWords() {
        return part instanceof Words;
    }

    /** Says nothing at all. */
    boolean isFiller() {
        return part instanceof Signal signal
                && signal.meaning().senses().stream().noneMatch(sense -> sense.vocabulary() == Vocabulary.CUE);
    }

    boolean isUnderstood() {
        return part.isContent() && !(part instanceof Unknown);
    }
}
