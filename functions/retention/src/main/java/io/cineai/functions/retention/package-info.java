/** The function {@code retention}: a thin adapter between an invocation and one use case. */
@NullMarked
package io.cineai.functions.retention;

import org.jspecify.annotations.NullMarked;
