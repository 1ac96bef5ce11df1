/**
 * What the console shows beside lists and films: how this installation does, and when a list is another one. Writes only what a
 * user says of films, where the app keeps that.
 */
@NullMarked
package io.cineai.usecase.console;

import org.jspecify.annotations.NullMarked;
