/**
 * Vectors of films: which model they are of, the nearest films of a taste (by pgvector's index where it is there, else by looking at all), and
 * which films want one. They are written, with what they cost, by {@code store.orm}.
 */
@NullMarked
package io.cineai.store.embedding;

import org.jspecify.annotations.NullMarked;
