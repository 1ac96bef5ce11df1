/**
 * Learns the item models: from signals and features to one sparse row of neighbours a film. Rows are handed to a sink as they
 * are made, so that no model need fit in memory. Pure: no database, no clock, no chance; sees only {@code taste} and
 * {@code movie}, and EJML for dense algebra.
 */
@NullMarked
package io.cineai.train;

import org.jspecify.annotations.NullMarked;
