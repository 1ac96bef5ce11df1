package io.cineai.query.text;

import java.text.Normalizer;
import java.util.List;

/**
 * A text as it is read: compatible forms made one, control and direction marks left out, white space made one blank.
 *
 * @param written what slices of it are shown from
 */
public record Text(String written, List<Token> tokens) {
    /** Characters; what lies beyond is not read. A query has 500 at the most. */
    public static final int LONGEST = 2_000;

    public static Text of(String text) {
        String written = clean(text.substring(0, Math.min(text.length(), LONGEST)));
        return new Text(written, List.copyOf(new Tokens(written).read()));
    }

    public int size() {
        return tokens.size();
    }

    public Token at(int place) {
        return tokens.get(place);
    }

    /** Whether a token is there and is this word. */
    public boolean is(int place, String word) {
        return has(place) && at(place).is(word);
    }

    public boolean has(int place) {
        return place >= 0 && place < size();
    }

    /** As it was written. */
    public String slice(int from, int to) {
        return written.substring(at(from).start(), at(to - 1).end());
    }

    private static String clean(String text) {
        String spaced = text.replace("½", " 1/2").replace("·", "-");
        StringBuilder kept = new StringBuilder(spaced.length());
        boolean plain = spaced.chars().allMatch(letter -> letter < 128);
        String composed = plain ? spaced : Normalizer.normalize(spaced, Normalizer.Form.NFKC);
        composed.codePoints().forEach(point -> keep(kept, point));
        return kept.toString().strip();
    }

    private static void keep(StringBuilder kept, int point) {
        if (Character.getType(point) == Character.FORMAT || Character.getType(point) == Character.SURROGATE) return;
        boolean blank = Character.isWhitespace(point) || Character.isISOControl(point) || Character.isSpaceChar(point);
        if (!blank) kept.appendCodePoint(mark(point));
        else if (kept.length() > 0 && kept.charAt(kept.length() - 1) != ' ') kept.append(' ');
    }

    private static int mark(int point) {
        return switch (point) {
            case '’', '‘', '`', '´', 'ʼ' -> '\'';
            case '“', '”', '„', '«', '»' -> '"';
            case '–', '—', '‐', '‑', '−' -> '-';
            default -> point;
        };
    }
}
