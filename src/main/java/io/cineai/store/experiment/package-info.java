/** Experiments as an operator wrote them. Read only. */
@NullMarked
package io.cineai.store.experiment;

import org.jspecify.annotations.NullMarked;
