package io.cineai.analyze.local;

import static io.cineai.testkit.FilmBuilder.aFilm;

import io.cineai.ingest.SampleCatalogue;
import io.cineai.movie.Movie;
import java.util.List;

/** Films to try rules on: those of the sample, and some made up. */
final class SampleFilms {
    static final List<Movie> ALL = SampleCatalogue.films();
    static final LocalAnalyst ANALYST = new LocalAnalyst();

    private SampleFilms() {}

    static Movie sample(String title, int year) {
        return ALL.stream()
                .filter(film -> film.title().equals(title) && film.year() == year)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no sample film: " + title + " (" + year + ")"));
    }

    /** A drama of 1995 of which an overview is known. */
    static Movie told(String overview) {
        return told(aFilm("Untitled").withGenres("Drama").build(), overview);
    }

    static Movie told(Movie it, String overview) {
        return new Movie(
                it.id(),
                it.title(),
                it.year(),
                it.genres(),
                it.directors(),
                it.cast(),
                it.keywords(),
                it.runtime(),
                overview,
                it.posterUrl());
    }
}
