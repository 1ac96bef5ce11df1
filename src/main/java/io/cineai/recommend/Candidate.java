package io.cineai.recommend;

import io.cineai.movie.MovieId;

/**
 * A film that may enter the list.
 *
 * @param source what found it: never {@link Algorithm#HYBRID} alone by name, but the algorithm whose score it carries
 * @param relevance raw score; comparable within one list only
 */
record Candidate(MovieId film, Algorithm source, double relevance) {}
