/** The function {@code style-analysis}: a thin adapter between an invocation and one use case. */
@NullMarked
package io.cineai.functions.style;

import org.jspecify.annotations.NullMarked;
