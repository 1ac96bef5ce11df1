package io.cineai.store.analysis;

import io.cineai.movie.Movie;

/**
 * A film as it is now, and the key of its analysis.
 *
 * @param inputHash of exactly this content
 */
public record WantedFilm(Movie film, String key, String inputHash) {}
