package io.cineai.query.lexicon;

/** When a film was made and how long it lasts, where no number says it. */
public enum Time {
    RECENT,
    MODERN,
    OLD,
    SHORT,
    LONG
}
