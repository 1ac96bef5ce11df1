package io.cineai.query.match;

import io.cineai.analyze.local.LocalAnalyst;
import io.cineai.ingest.SampleCatalogue;
import io.cineai.movie.Movie;
import io.cineai.testkit.Portraits;
import java.util.Comparator;
import java.util.List;

/** The sample's films, analysed by the local rules, and as the catalogue has them. */
final class SampleSpace {
    private static final LocalAnalyst ANALYST = new LocalAnalyst();

    /** By id, as the spaces number them. */
    static final List<Movie> PLAIN = SampleCatalogue.films().stream()
            .sorted(Comparator.comparing(Movie::id))
            .toList();

    static final List<Movie> ANALYSED = PLAIN.stream()
            .map(film -> film.with(Portraits.of(ANALYST.themes(film), ANALYST.style(film), ANALYST.journey(film))))
            .toList();

    static final FilmSpace SPACE = FilmSpace.of(ANALYSED, film -> 0.5);
    static final FilmSpace UNSEEN = FilmSpace.of(PLAIN, film -> 0.5);

    private SampleSpace() {}

    static Movie film(String title) {
        return ANALYSED.stream()
                .filter(film -> film.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the sample has no " + title));
    }

    static int number(String title) {
        return SPACE.number(film(title).id()).orElseThrow();
    }

    static List<String> titles(Ranking ranking) {
        return java.util.Arrays.stream(ranking.films())
                .mapToObj(film -> SPACE.film(film).title())
                .toList();
    }
}
