/** The function {@code monitor}: a thin adapter between an invocation and one use case. */
@NullMarked
package io.cineai.functions.monitor;

import org.jspecify.annotations.NullMarked;
