package io.cineai.query.catalogue;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.query.text.Text;
import io.cineai.query.text.Token;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What queries can name: films, people and genres as a catalogue spells them. Made once, read by many.
 *
 * @param usualWords words that films' descriptions have in lower case: as titles they are easily taken for something else
 */
public record Catalogue(Titles titles, People people, GenreNames genres, Set<String> usualWords) {
    /** @param popularity more is better known; no unit; breaks ties between films of one name */
    public static Catalogue of(List<Movie> films, ToDoubleFunction<MovieId> popularity) {
        List<Listed> listed = films.stream()
                .map(film -> Listed.of(film, popularity.applyAsDouble(film.id())))
                .toList();
        return new Catalogue(new Titles(listed), new People(films), new GenreNames(films), usualWords(films));
    }

    private static Set<String> usualWords(List<Movie> films) {
        Set<String> usual = new HashSet<>();
        for (Movie film : films)
            for (Token token : Text.of(film.overview()).tokens()) if (!token.capital()) usual.add(token.word());
        return Set.copyOf(usual);
    }
}
