package io.cineai.store.embedding;

import io.cineai.movie.Movie;

/** A film that has no vector of its present content. inputHash: of that content, and of how it is put. */
public record WantedStoryline(Movie film, String inputHash) {}
