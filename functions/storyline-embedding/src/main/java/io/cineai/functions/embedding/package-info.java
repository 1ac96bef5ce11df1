/** The function {@code storyline-embedding}: a thin adapter between an invocation and one use case. */
@NullMarked
package io.cineai.functions.embedding;

import org.jspecify.annotations.NullMarked;
