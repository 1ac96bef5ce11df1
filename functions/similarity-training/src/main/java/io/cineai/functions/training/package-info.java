/** The function {@code similarity-training}: a thin adapter between an invocation and one use case. */
@NullMarked
package io.cineai.functions.training;

import org.jspecify.annotations.NullMarked;
