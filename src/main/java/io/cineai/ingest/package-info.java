/**
 * Reads films, users and ratings from files into our own words: a MovieLens folder, and the sample catalogue that comes with the
 * library. Streams what may be large and names file, line and column of what is wrong. Files only: no database, no clock; chance
 * is passed in. Sees only {@code movie} and {@code taste}.
 */
@NullMarked
package io.cineai.ingest;

import org.jspecify.annotations.NullMarked;
