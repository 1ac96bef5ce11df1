package io.cineai.testkit;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.movie.Portrait;
import io.cineai.movie.Portrait.Feel;
import io.cineai.movie.Portrait.Look;
import io.cineai.movie.Portrait.Subject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A film to test with: a title is enough. The same title is the same film. */
public final class FilmBuilder {
    private final String title;
    private MovieId id;
    private int year = 1995;
    private List<String> genres = List.of();
    private List<String> directors = List.of();
    private List<String> cast = List.of();
    private List<String> keywords = List.of();
    private int runtime = 120;
    private String posterUrl = "";
    private String overview = "";
    private Portrait portrait = Portrait.UNKNOWN;

    private FilmBuilder(String title) {
        this.title = title;
        this.id = idOf(title);
    }

    public static FilmBuilder aFilm(String title) {
        return new FilmBuilder(title);
    }

    public static MovieId idOf(String title) {
        return new MovieId(UUID.nameUUIDFromBytes(title.getBytes(StandardCharsets.UTF_8)));
    }

    public FilmBuilder withId(MovieId other) {
        id = other;
        return this;
    }

    public FilmBuilder of(int yearOfRelease) {
        year = yearOfRelease;
        return this;
    }

    public FilmBuilder withGenres(String... names) {
        genres = List.of(names);
        return this;
    }

    public FilmBuilder by(String... names) {
        directors = List.of(names);
        return this;
    }

    public FilmBuilder with(String... names) {
        cast = List.of(names);
        return this;
    }

    public FilmBuilder withKeywords(String... words) {
        keywords = List.of(words);
        return this;
    }

    public FilmBuilder lasting(int minutes) {
        runtime = minutes;
        return this;
    }

    public FilmBuilder withPoster(String url) {
        posterUrl = url;
        return this;
    }

    public FilmBuilder told(String sentences) {
        overview = sentences;
        return this;
    }

    /** Analysed: what it is about. */
    public FilmBuilder about(String... themes) {
        Subject subject = new Subject(List.of(themes), 0.5, null);
        portrait = new Portrait(Optional.of(subject), portrait.look(), portrait.feel());
        return this;
    }

    /** Analysed: how it looks. */
    public FilmBuilder looking(String category, String... traits) {
        Look look = new Look(category, List.of(traits), null);
        portrait = new Portrait(portrait.subject(), Optional.of(look), portrait.feel());
        return this;
    }

    /** Analysed: how it feels. */
    public FilmBuilder feeling(String pattern, List<Double> valence, Map<String, Double> emotions) {
        Feel feel = new Feel(pattern, valence, null, emotions);
        portrait = new Portrait(portrait.subject(), portrait.look(), Optional.of(feel));
        return this;
    }

    public Movie build() {
        return new Movie(id, title, year, genres, directors, cast, keywords, runtime, overview, posterUrl, portrait);
    }
}
