/** What is amiss, as rows: {@code cineai.alerts}, with what the channel was told of it and who is telling it now. */
@NullMarked
package io.cineai.store.alert;

import org.jspecify.annotations.NullMarked;
