package io.cineai.movie;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** A way in which films can be alike, and the words by which a film has it. */
public enum Facet {
    GENRE(Movie::genres),
    DIRECTOR(Movie::directors),
    CAST(Movie::cast),
    KEYWORD(Movie::keywords),
    THEME(movie -> movie.portrait().subject().map(Portrait.Subject::themes).orElse(List.of())),
    STYLE(movie -> movie.portrait().look().map(look -> one(look.category())).orElse(List.of())),
    ARC(movie -> movie.portrait().feel().map(feel -> one(feel.pattern())).orElse(List.of())),
    /** Five years make an era. */
    ERA(movie -> movie.year() == 0 ? List.of() : List.of(String.valueOf(movie.year() / 5 * 5))),
    /** A word of the overview. */
    WORD(movie -> Words.of(movie.overview()));

    private final Function<Movie, Collection<String>> words;

    Facet(Function<Movie, Collection<String>> words) {
        this.words = words;
    }

    /** The film's words, as the catalogue and the analyses spell them; a word may be there twice. */
    public Collection<String> of(Movie movie) {
        return words.apply(movie);
    }

    private static List<String> one(String word) {
        return word.isEmpty() ? List.of() : List.of(word);
    }
}
