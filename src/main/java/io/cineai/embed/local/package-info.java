/**
 * Embeddings without a model: words, genres, keywords and people, hashed into few dimensions. Pure and deterministic, for nothing. Sees
 * films only.
 */
@NullMarked
package io.cineai.embed.local;

import org.jspecify.annotations.NullMarked;
