/**
 * Questions that are sent in batches and answered within a day, for less, whatever they are about. What happens to a batch, from the intent
 * to send it to its last answer, is here once; what is particular to those who send some is behind {@link io.cineai.usecase.batch.Feature}.
 */
@NullMarked
package io.cineai.usecase.batch;

import org.jspecify.annotations.NullMarked;
