/**
 * What the console shows, as the database renders it, and what users say of films there. By the rights of a reader of lists and films, and
 * beyond these by definer functions.
 */
@NullMarked
package io.cineai.store.console;

import org.jspecify.annotations.NullMarked;
