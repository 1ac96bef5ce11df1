package io.cineai.query.match;

import io.cineai.movie.Movie;
import io.cineai.movie.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A film and the words of its texts, taken apart once: that is what most of the work of reading a catalogue is.
 *
 * @param keywords of all its keywords
 */
record Told(Movie film, List<String> title, List<String> keywords, List<String> overview) {

    /** Catalogues have few keywords, again and again. */
    static List<Told> of(List<Movie> films) {
        Map<String, List<String>> known = new HashMap<>();
        List<Told> told = new ArrayList<>(films.size());
        for (Movie film : films) {
            List<String> keywords = new ArrayList<>();
            for (String keyword : film.keywords()) keywords.addAll(known.computeIfAbsent(keyword, Words::of));
            told.add(new Told(film, Words.of(film.title()), keywords, Words.of(film.overview())));
        }
        return told;
    }
}
