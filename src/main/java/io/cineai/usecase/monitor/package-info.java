/** Watching over all the rest: figures in, findings out, and whoever must know is told. Rules are in {@code monitor}. */
@NullMarked
package io.cineai.usecase.monitor;

import org.jspecify.annotations.NullMarked;
