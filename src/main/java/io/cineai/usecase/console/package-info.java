/** What the console shows beside lists and films: how this installation does, and when a list is another one. No writing. */
@NullMarked
package io.cineai.usecase.console;

import org.jspecify.annotations.NullMarked;
