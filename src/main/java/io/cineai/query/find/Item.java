package io.cineai.query.find;

import io.cineai.query.find.Part.Film;
import io.cineai.query.find.Part.Makers;
import io.cineai.query.find.Part.Signal;
import io.cineai.query.find.Part.Unknown;
import io.cineai.query.find.Part.Words;
import io.cineai.query.lexicon.Cue;
import io.cineai.query.lexicon.Vocabulary;

/**
 * Some tokens of a text and what they are.
 *
 * @param from token, included
 * @param to token, excluded
 */
public record Item(int from, int to, Part part) {
    public int length() {
        return to - from;
    }

    public boolean is(Cue cue) {
        return part instanceof Signal signal && signal.meaning().is(cue);
    }

    public boolean isFilm() {
        return part instanceof Signal signal && signal.meaning().isFilm();
    }

    public boolean isWords() {
        return part instanceof Words;
    }

    /** Of no vocabulary, or of that of what has no place. */
    public boolean isUnknown() {
        return part instanceof Unknown
                || part instanceof Words words && words.meaning().is(Vocabulary.SUBJECT);
    }

    /** Of a film or of people. */
    public boolean isName() {
        return part instanceof Film || part instanceof Makers;
    }

    /** Says nothing at all. */
    public boolean isFiller() {
        return part instanceof Signal signal
                && signal.meaning().senses().stream().noneMatch(sense -> sense.vocabulary() == Vocabulary.CUE);
    }

    public boolean isUnderstood() {
        return part.isContent() && !(part instanceof Unknown);
    }
}
