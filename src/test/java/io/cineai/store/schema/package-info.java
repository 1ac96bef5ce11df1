/** The migrations, proved on an empty database and on the app's own: what is kept, what is allowed, what is refused. */
@NullMarked
package io.cineai.store.schema;

import org.jspecify.annotations.NullMarked;
