/** The function {@code list-opinions}: a thin adapter between an invocation and one use case. */
@NullMarked
package io.cineai.functions.opinions;

import org.jspecify.annotations.NullMarked;
