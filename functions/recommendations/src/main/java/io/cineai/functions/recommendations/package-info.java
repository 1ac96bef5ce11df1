/** The function {@code recommendations}: a thin adapter between an invocation and one use case. */
@NullMarked
package io.cineai.functions.recommendations;

import org.jspecify.annotations.NullMarked;
