/** The pipeline of text embeddings: which films, by which way, within which budget. One door, {@link io.cineai.usecase.embed.EmbedStorylines}. */
@NullMarked
package io.cineai.usecase.embed;

import org.jspecify.annotations.NullMarked;
