package io.cineai.query.lexicon;

/** A word that says how others are meant. */
public enum Cue {
    /** Before qualities. */
    NOT,
    /** Before one word: non-violent. */
    NON,
    /** Before what can be named; a list after it may end in "and". */
    WITHOUT,
    /** Before what is not wanted, with an "out" behind it. */
    LEAVE,
    /** Before what is neither wanted nor unwanted: I don't mind. */
    ALLOWED,
    /** Behind what is not wanted: is not my thing. */
    REJECTED,
    /** Behind what is not wanted, where something is or was so: boring. */
    POOR,
    EXCEPT,
    /** After what is not wanted: gore-free. */
    FREE,
    LIKE,
    LOVED,
    THAN,
    BETWEEN,
    MORE,
    LESS,
    TOO,
    /** Turns a "not" after it into "less". */
    SO,
    SLIGHT,
    BUT,
    AND,
    OR,
    WITH,
    ABOUT,
    BY,
    STARRING,
    SEEN,
    /** Something new is said from here on. */
    CLAUSE,
    COMPARE,
    LEARN,
    FEEL
}
