/** The figures that the monitor looks at, by the views {@code cineai.status_*}, and a sample of each look to compare the next with. */
@NullMarked
package io.cineai.store.status;

import org.jspecify.annotations.NullMarked;
