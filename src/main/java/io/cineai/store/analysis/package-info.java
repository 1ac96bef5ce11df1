/** Film analyses: which films want one, who works on which, and what is written of a finished one. Results are written by {@code store.orm}. */
@NullMarked
package io.cineai.store.analysis;

import org.jspecify.annotations.NullMarked;
