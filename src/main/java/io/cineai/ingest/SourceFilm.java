package io.cineai.ingest;

import io.cineai.movie.Movie;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A film as MovieLens has it.
 *
 * @param imdbId such as tt0114709, where known
 * @param tmdbId number at The Movie Database, where known
 */
public record SourceFilm(Movie movie, int movieLensId, Optional<String> imdbId, OptionalInt tmdbId) {}
