package io.cineai.store.embedding;

import io.cineai.movie.MovieId;

/** A film and how near it is. similarity: cosine, -1 to 1. */
public record Near(MovieId film, float similarity) {}
