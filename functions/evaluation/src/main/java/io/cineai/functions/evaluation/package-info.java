/** The function {@code evaluation}: a thin adapter between an invocation and one use case. */
@NullMarked
package io.cineai.functions.evaluation;

import org.jspecify.annotations.NullMarked;
