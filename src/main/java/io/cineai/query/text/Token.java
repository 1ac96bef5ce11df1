package io.cineai.query.text;

/**
 * One word, number or mark of a text.
 *
 * @param word plain: lower case, without accents; one character where it is a mark
 * @param start in {@link Text#written()}, included
 * @param end excluded
 */
public record Token(String word, int start, int end, Kind kind, boolean capital, boolean possessive) {
    /** What sort of token it is. */
    public enum Kind {
        WORD,
        NUMBER,
        MARK
    }

    public boolean isMark() {
        return kind == Kind.MARK;
    }

    public boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    public boolean is(String other) {
        return word.equals(other);
    }

    Token owning() {
        return new Token(word, start, end, kind, capital, true);
    }
}
