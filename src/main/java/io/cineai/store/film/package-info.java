/** Films of the catalogue, from the view {@code cineai.rec_films}. */
@NullMarked
package io.cineai.store.film;

import org.jspecify.annotations.NullMarked;
