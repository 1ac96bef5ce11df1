package io.cineai.evaluate;

import io.cineai.ingest.MovieLensFolder;
import io.cineai.ingest.SourceFilm;
import io.cineai.movie.MovieId;
import io.cineai.taste.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What MovieLens calls our users and films, for files that others read. */
record MovieLensNumbers(Map<UserId, Integer> users, Map<MovieId, Integer> films) {

    static MovieLensNumbers of(MovieLensFolder folder) {
        try (Stream<String> ratings = Files.lines(folder.folder().resolve("ratings.csv"))) {
            return new MovieLensNumbers(
                    ratings.skip(1)
                            .map(line -> Integer.valueOf(line.substring(0, line.indexOf(','))))
                            .distinct()
                            .collect(Collectors.toMap(MovieLensFolder::userId, number -> number)),
                    folder.films().stream()
                            .collect(Collectors.toMap(film -> film.movie().id(), SourceFilm::movieLensId)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int of(UserId user) {
        return users.get(user);
    }

    int of(MovieId film) {
        return films.get(film);
    }
}
