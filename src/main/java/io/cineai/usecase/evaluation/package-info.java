/** How good each algorithm is, by the installation's own signals and by what users made of their lists. One door, {@link io.cineai.usecase.evaluation.EvaluateAlgorithms}. */
@NullMarked
package io.cineai.usecase.evaluation;

import org.jspecify.annotations.NullMarked;
