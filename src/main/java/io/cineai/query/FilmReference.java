package io.cineai.query;

import io.cineai.movie.MovieId;
import java.util.Optional;

/**
 * A film that somebody named.
 *
 * @param title as the catalogue spells it; as it was written where the catalogue has no such film
 * @param year 0 when unknown
 * @param film empty where the catalogue has no such film
 */
public record FilmReference(String title, int year, Optional<MovieId> film) {}
