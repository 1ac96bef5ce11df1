/** The function {@code emotional-analysis}: a thin adapter between an invocation and one use case. */
@NullMarked
package io.cineai.functions.emotional;

import org.jspecify.annotations.NullMarked;
