/**
 * Runs and calls to models as spans and metrics, by OpenTelemetry, for whoever collects them; where nobody does, nothing. Names of runs,
 * models and outcomes go out, counts and times; never a user, a film, a prompt or an answer.
 */
@NullMarked
package io.cineai.telemetry;

import org.jspecify.annotations.NullMarked;
