/** The function {@code queue-drain}: a thin adapter between an invocation and one use case. */
@NullMarked
package io.cineai.functions.drain;

import org.jspecify.annotations.NullMarked;
