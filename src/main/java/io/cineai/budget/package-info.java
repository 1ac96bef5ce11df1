/**
 * What a call to a language model may cost and did cost: models, tokens, prices. Pure; depends on nothing of ours. The budget itself is
 * rows, which {@code store.budget} reserves from and settles with.
 */
@NullMarked
package io.cineai.budget;

import org.jspecify.annotations.NullMarked;
