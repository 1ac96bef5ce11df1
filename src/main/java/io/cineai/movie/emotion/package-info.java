/** How a film feels over its length, and the words for it. Pure; sees films only. */
@NullMarked
package io.cineai.movie.emotion;

import org.jspecify.annotations.NullMarked;
