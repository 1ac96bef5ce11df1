package io.cineai.recommend;

import io.cineai.movie.MovieId;

/**
 * A film that may enter the list.
 *
 * @param source whose score it carries; popular where taste found nothing
 * @param relevance raw score; comparable within one list only
 */
record Candidate(MovieId film, Algorithm source, double relevance) {}
