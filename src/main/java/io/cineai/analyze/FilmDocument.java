package io.cineai.analyze;

import io.cineai.movie.Movie;
import java.util.List;
import java.util.Map;

/**
 * A film as a model sees it. The texts are other people's and may be of any length: what goes out is bounded, so that a call's worst
 * case is.
 */
public final class FilmDocument {
    private static final int LONGEST_OVERVIEW = 3_000;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_WORD = 80;
    private static final int MOST_PEOPLE = 8;
    private static final int MOST_KEYWORDS = 40;

    private FilmDocument() {}

    /** As plain maps and lists, what is unknown left out. Never a user's text, never an id. */
    public static Map<String, Object> of(Movie film) {
        Map<String, Object> document = Schema.ordered("title", cut(film.title(), LONGEST_TITLE));
        if (film.year() > 0) document.put("year", film.year());
        if (film.runtime() > 0) document.put("runtime_minutes", film.runtime());
        put(document, "genres", film.genres(), MOST_PEOPLE);
        put(document, "directors", film.directors(), MOST_PEOPLE);
        put(document, "cast", film.cast(), MOST_PEOPLE);
        put(document, "keywords", film.keywords(), MOST_KEYWORDS);
        if (!film.overview().isBlank()) document.put("overview", cut(film.overview(), LONGEST_OVERVIEW));
        return document;
    }

    private static void put(Map<String, Object> document, String name, List<String> words, int most) {
        if (words.isEmpty()) return;
        document.put(
                name,
                words.stream().limit(most).map(word -> cut(word, LONGEST_WORD)).toList());
    }

    private static String cut(String text, int longest) {
        return text.substring(0, Excerpt.end(text, longest));
    }
}
