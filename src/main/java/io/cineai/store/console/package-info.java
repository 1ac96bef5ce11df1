/** What the console shows, as the database renders it, and keeps what users say of films; by definer functions, so that nothing here has a right on a table. */
@NullMarked
package io.cineai.store.console;

import org.jspecify.annotations.NullMarked;
