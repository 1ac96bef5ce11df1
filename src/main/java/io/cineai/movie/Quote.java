package io.cineai.movie;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A short piece of what the catalogue says of a film, word for word: the evidence of an analysis. */
public record Quote(Field field, String text) {
    public static final int LONGEST = 200;

    /** Blanks of every width, those that do not break among them. */
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\h\\v]+");

    public Quote {
        if (text.isBlank()) throw new IllegalArgumentException("quote must not be blank");
        if (text.length() > LONGEST)
            throw new IllegalArgumentException("quote must have at most " + LONGEST + " characters: " + text.length());
    }

    /** True where the film's text has it, white space aside. */
    public boolean isIn(Movie film) {
        String wanted = folded(text);
        return field.texts.apply(film).stream().anyMatch(it -> folded(it).contains(wanted));
    }

    private static String folded(String text) {
        return WHITE_SPACE.matcher(text).replaceAll(" ").trim();
    }

    /** Which part of the catalogue's entry. */
    public enum Field implements Term {
        TITLE("the title", film -> List.of(film.title())),
        GENRES("one of the genres", Movie::genres),
        DIRECTORS("one of the directors", Movie::directors),
        CAST("one of the cast", Movie::cast),
        KEYWORDS("one of the keywords", Movie::keywords),
        OVERVIEW("a piece of the overview", film -> List.of(film.overview()));

        private final String meaning;
        private final Function<Movie, List<String>> texts;

        Field(String meaning, Function<Movie, List<String>> texts) {
            this.meaning = meaning;
            this.texts = texts;
        }

        @Override
        public String meaning() {
            return meaning;
        }
    }
}
