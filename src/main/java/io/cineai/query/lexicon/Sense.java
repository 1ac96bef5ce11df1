package io.cineai.query.lexicon;

import java.util.Locale;

/**
 * One thing that a phrase can mean.
 *
 * @param id of the vocabulary
 * @param opposite of an axis: it asks for less of it
 * @param hint it speaks for this and is no name of it: dragons for fantasy; who wants no dragons may want fantasy
 */
public record Sense(Vocabulary vocabulary, String id, boolean opposite, boolean hint) {
    static Sense of(Vocabulary vocabulary, String written) {
        boolean opposite = written.startsWith("-");
        boolean hint = written.startsWith("~");
        String id = opposite || hint ? written.substring(1) : written;
        if (!vocabulary.has(id) || (opposite && vocabulary != Vocabulary.AXIS))
            throw new IllegalArgumentException("id must be one of " + vocabulary + ": " + written);
        return new Sense(vocabulary, id, opposite, hint);
    }

    /** The constant of an enum that has this id. */
    public <T extends Enum<T>> T as(Class<T> type) {
        return Enum.valueOf(type, id.toUpperCase(Locale.ROOT));
    }
}
