/**
 * Finds themes, style and emotional journey of a film in what the catalogue knows of it, by rules and by word lists of our own, which
 * are files beside this package. Pure: no model, no network, no clock, no chance; the text of a film is data and is never obeyed.
 */
@NullMarked
package io.cineai.analyze.local;

import org.jspecify.annotations.NullMarked;
