/**
 * Experiments: which user gets lists made in which way. Pure: an assignment is a hash, the same in every process and in the database, and
 * needs nobody to remember it.
 */
@NullMarked
package io.cineai.experiment;

import org.jspecify.annotations.NullMarked;
