/** The function {@code query-cache-warmup}: a thin adapter between an invocation and one use case. */
@NullMarked
package io.cineai.functions.warmup;

import org.jspecify.annotations.NullMarked;
