/** What we know of a film: its identity, its facts and, for the item model, its neighbours. Pure; depends on nothing of ours. */
@NullMarked
package io.cineai.movie;

import org.jspecify.annotations.NullMarked;
