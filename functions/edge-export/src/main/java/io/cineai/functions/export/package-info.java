/** The function {@code edge-export}: a thin adapter between an invocation and one use case. */
@NullMarked
package io.cineai.functions.export;

import org.jspecify.annotations.NullMarked;
