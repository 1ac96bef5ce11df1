package io.cineai.query.text;

import java.text.Normalizer;
import java.util.Locale;

/** Letters without what they wear: lower case, no accents. */
public final class Plain {
    private Plain() {}

    public static String of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.chars().allMatch(letter -> letter < 128)) return lower;
        StringBuilder plain = new StringBuilder(lower.length());
        Normalizer.normalize(lower, Normalizer.Form.NFD).codePoints().forEach(point -> add(plain, point));
        return plain.toString();
    }

    private static void add(StringBuilder plain, int point) {
        switch (point) {
            case 'ß' -> plain.append("ss");
            case 'æ' -> plain.append("ae");
            case 'œ' -> plain.append("oe");
            case 'ø' -> plain.append('o');
            case 'ł' -> plain.append('l');
            case 'đ' -> plain.append('d');
            case 'ı' -> plain.append('i');
            default -> {
                if (point < 0x300 || point > 0x36f) plain.appendCodePoint(point);
            }
        }
    }
}
