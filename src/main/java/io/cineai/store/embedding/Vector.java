package io.cineai.store.embedding;

import io.cineai.movie.MovieId;

/** A film's vector: of length 1, or all 0 where nothing is known of the film. */
public record Vector(MovieId film, float[] values) {}
