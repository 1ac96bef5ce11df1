package io.cineai.analyze;

/** The beginning of a text of somebody else's, fit to be repeated: on one line, with no sign that a database or a terminal minds. */
public final class Excerpt {
    private Excerpt() {}

    /** At most so many characters, and a mark where there is more. */
    public static String of(String text, int longest) {
        String clean = text.substring(0, end(text, longest)).replaceAll("[\\p{Cntrl}\\p{Cs}]", " ");
        return clean.length() < text.length() ? clean + "…" : clean;
    }

    /** Never in the middle of a character. */
    static int end(String text, int longest) {
        if (text.length() <= longest) return text.length();
        return Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    }
}
