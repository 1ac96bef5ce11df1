/** The function {@code recommendation-job}: a thin adapter between an invocation and one use case. */
@NullMarked
package io.cineai.functions.job;

import org.jspecify.annotations.NullMarked;
