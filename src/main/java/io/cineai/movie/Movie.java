package io.cineai.movie;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A film as the catalogue describes it; lists may be empty, order is the catalogue's.
 *
 * @param year year of first release, 0 when unknown
 * @param runtime minutes, 0 when unknown
 * @param keywords plot words and tags, lower case
 * @param overview one to a few sentences, empty when unknown
 * @param posterUrl empty when unknown
 * @param portrait what the analyses say of it
 */
public record Movie(
        MovieId id,
        String title,
        int year,
        List<String> genres,
        List<String> directors,
        List<String> cast,
        List<String> keywords,
        int runtime,
        String overview,
        String posterUrl,
        Portrait portrait) {
    public Movie {
        Objects.requireNonNull(id, "movie id");
        if (title.isBlank()) throw new IllegalArgumentException("title must not be blank: film " + id);
        if (year < 0) throw new IllegalArgumentException("year must be 0 (unknown) or later: " + year);
        if (runtime < 0) throw new IllegalArgumentException("runtime must be 0 (unknown) or more minutes: " + runtime);
        genres = List.copyOf(genres);
        directors = List.copyOf(directors);
        cast = List.copyOf(cast);
        keywords = List.copyOf(keywords);
        Objects.requireNonNull(overview, "overview");
        Objects.requireNonNull(posterUrl, "posterUrl");
        Objects.requireNonNull(portrait, "portrait");
    }

    /** A film that nobody has analysed. */
    public Movie(
            MovieId id,
            String title,
            int year,
            List<String> genres,
            List<String> directors,
            List<String> cast,
            List<String> keywords,
            int runtime,
            String overview,
            String posterUrl) {
        this(id, title, year, genres, directors, cast, keywords, runtime, overview, posterUrl, Portrait.UNKNOWN);
    }

    /** This film, seen in this light. */
    public Movie with(Portrait seen) {
        return new Movie(id, title, year, genres, directors, cast, keywords, runtime, overview, posterUrl, seen);
    }

    public Optional<String> poster() {
        return posterUrl.isEmpty() ? Optional.empty() : Optional.of(posterUrl);
    }
}
