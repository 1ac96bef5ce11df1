/** What is kept of each table and how long, and the statements that let the rest go, a few rows at a time. */
@NullMarked
package io.cineai.store.retention;

import org.jspecify.annotations.NullMarked;
