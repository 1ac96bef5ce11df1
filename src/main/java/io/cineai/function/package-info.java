/**
 * What every function shares at the edge: who may call, what a payload must be, and how a problem is told. Knows HTTP and JSON, and
 * nothing of ours.
 */
@NullMarked
package io.cineai.function;

import org.jspecify.annotations.NullMarked;
