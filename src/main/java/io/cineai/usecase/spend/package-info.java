/**
 * How calls are paid for, whatever they ask: what a run has spent, how a call is booked on its reservation, how long a provider is waited for,
 * and what all workers must know of it.
 */
@NullMarked
package io.cineai.usecase.spend;

import org.jspecify.annotations.NullMarked;
