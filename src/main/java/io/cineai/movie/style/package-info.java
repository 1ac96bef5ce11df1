/** How a film looks and sounds, and the words for it. Pure; sees films only. */
@NullMarked
package io.cineai.movie.style;

import org.jspecify.annotations.NullMarked;
