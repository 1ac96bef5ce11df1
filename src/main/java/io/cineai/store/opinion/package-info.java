/** Opinions of lists: who wants one, who is asking, and what is known. What a call came to is written by {@code store.orm}. */
@NullMarked
package io.cineai.store.opinion;

import org.jspecify.annotations.NullMarked;
