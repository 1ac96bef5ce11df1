/** The function {@code thematic-analysis}: a thin adapter between an invocation and one use case. */
@NullMarked
package io.cineai.functions.thematic;

import org.jspecify.annotations.NullMarked;
