/** The function {@code cold-start}: a thin adapter between an invocation and one use case. */
@NullMarked
package io.cineai.functions.coldstart;

import org.jspecify.annotations.NullMarked;
