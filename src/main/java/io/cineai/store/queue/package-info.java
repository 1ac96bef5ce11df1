/** The refresh queue's rows: who is due, who works on whom, and for how long. */
@NullMarked
package io.cineai.store.queue;

import org.jspecify.annotations.NullMarked;
