package io.cineai.analyze.local;

/** Cuts a quotable piece out of a text, at word borders where there are any. */
final class Excerpt {
    private static final int LONGEST = 120;
    private static final int BEFORE = 45;

    private Excerpt() {}

    /** What stands from start to end, with some of its surroundings; never blank where that is not. */
    static String around(String text, int start, int end) {
        if (text.strip().length() <= LONGEST) return text.strip();
        int from = border(text, Math.max(0, start - BEFORE), start);
        int to = lastBorder(
                text, Math.max(Math.min(end, from + LONGEST), from + 1), Math.min(text.length(), from + LONGEST));
        String piece = text.substring(from, to).strip();
        return piece.isEmpty() ? around(text.strip(), 0, 0) : piece;
    }

    /** The first place from which a word starts; the last place of all where there is none. */
    private static int border(String text, int from, int last) {
        for (int at = from; at < last; at++) if (startsWord(text, at)) return at;
        return last;
    }

    private static boolean startsWord(String text, int at) {
        return !Character.isWhitespace(text.charAt(at)) && (at == 0 || Character.isWhitespace(text.charAt(at - 1)));
    }

    /** The last place at which a word ends; the furthest place where there is none. */
    private static int lastBorder(String text, int first, int furthest) {
        if (furthest == text.length()) return furthest;
        for (int at = furthest; at >= first; at--) if (Character.isWhitespace(text.charAt(at))) return at;
        return Character.isLowSurrogate(text.charAt(furthest)) ? furthest - 1 : furthest;
    }
}
