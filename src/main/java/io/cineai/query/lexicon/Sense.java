package io.cineai.query.lexicon;

import java.util.Locale;

/**
 * One thing that a phrase can mean.
 *
 * @param id of the vocabulary
 * @param opposite of an axis: it asks for less of it
 */
public record Sense(Vocabulary vocabulary, String id, boolean opposite) {
    static Sense of(Vocabulary vocabulary, String written) {
        boolean opposite = written.startsWith("-");
        String id = opposite ? written.substring(1) : written;
        if (!vocabulary.has(id) || (opposite && vocabulary != Vocabulary.AXIS))
            throw new IllegalArgumentException("id must be one of " + vocabulary + ": " + written);
        return new Sense(vocabulary, id, opposite);
    }

    /** The constant of an enum that has this id. */
    public <T extends Enum<T>> T as(Class<T> type) {
        return Enum.valueOf(type, id.toUpperCase(Locale.ROOT));
    }
}
