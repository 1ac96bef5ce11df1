/** What a new installation runs first: the analyses of its most wanted films, then every list. One door, {@link io.cineai.usecase.coldstart.ColdStart}. */
@NullMarked
package io.cineai.usecase.coldstart;

import org.jspecify.annotations.NullMarked;
