package io.cineai.query;

import io.cineai.ingest.SampleCatalogue;
import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The films that the queries of the gold speak of: the library's sample, and {@code more-films.csv}, whose titles are easily mistaken. */
final class GoldCatalogue {
    static final List<Movie> FILMS =
            Stream.concat(SampleCatalogue.films().stream(), more().stream()).toList();

    private static final Set<MovieId> LESS_KNOWN_THAN_THEIR_NAMESAKES = Set.of(
            SampleCatalogue.movieId("A Star Is Born", 1954),
            SampleCatalogue.movieId("Beauty and the Beast", 1946),
            SampleCatalogue.movieId("Crash", 1996),
            SampleCatalogue.movieId("Dune", 1984),
            SampleCatalogue.movieId("King Kong", 2005),
            SampleCatalogue.movieId("Little Women", 1994),
            SampleCatalogue.movieId("The Thing", 2011));

    private GoldCatalogue() {}

    /** How well known a film is, no unit: it only tells films of one title apart. */
    static double popularity(MovieId film) {
        return LESS_KNOWN_THAN_THEIR_NAMESAKES.contains(film) ? 1 : 2;
    }

    static Optional<MovieId> film(String title, int year) {
        return FILMS.stream()
                .filter(film -> film.title().equals(title) && film.year() == year)
                .map(Movie::id)
                .findFirst();
    }

    static List<Movie> more() {
        return SampleCatalogue.read(
                "more-films.csv",
                Objects.requireNonNull(GoldCatalogue.class.getResourceAsStream("more-films.csv"), "more-films.csv"));
    }
}
