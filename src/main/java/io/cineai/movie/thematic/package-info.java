/** What a film is about: its themes and the words for them. Pure; sees films only. */
@NullMarked
package io.cineai.movie.thematic;

import org.jspecify.annotations.NullMarked;
