package io.cineai.embed;

import io.cineai.movie.Movie;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a model is given of a film: what it is, who made it, what it is about. A few hundred tokens. */
public record Storyline(String text) {
    /** Part of what decides whether a film is embedded again: raise it with every change of the text. */
    public static final int VERSION = 1;

    /** A token is a byte at least, and the shortest limit of a model is 8,191 tokens: what is no longer than this is never refused. */
    private static final int MOST_BYTES = 8_000;

    private static final int PEOPLE = 10;
    private static final int KEYWORDS = 30;

    public static Storyline of(Movie film) {
        StringBuilder text = new StringBuilder(film.title());
        if (film.year() > 0) text.append(" (").append(film.year()).append(')');
        line(text, "Genres: ", film.genres());
        line(text, "Directed by ", film.directors());
        line(text, "With ", film.cast().subList(0, Math.min(PEOPLE, film.cast().size())));
        line(
                text,
                "Keywords: ",
                film.keywords().subList(0, Math.min(KEYWORDS, film.keywords().size())));
        if (!film.overview().isBlank()) text.append('\n').append(film.overview().strip());
        return new Storyline(bounded(text.toString()));
    }

    /** More tokens than any tokenizer makes of it. */
    public int mostTokens() {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void line(StringBuilder text, String what, List<String> words) {
        if (!words.isEmpty()) text.append('\n').append(what).append(String.join(", ", words));
    }

    /** Whole characters only. */
    private static String bounded(String text) {
        int bytes = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            bytes += Character.toString(text.codePointAt(at)).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MOST_BYTES) return text.substring(0, at);
        }
        return text;
    }
}
