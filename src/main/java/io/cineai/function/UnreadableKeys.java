package io.cineai.function;

/** A key set cannot be had. The message says why without a word of what was read. */
final class UnreadableKeys extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableKeys(String why) {
        super(why, null, false, false);
    }
}
