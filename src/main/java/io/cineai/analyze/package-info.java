/**
 * What we ask of a film, how we ask a model for it, and how we judge the answer. Pure: an answer arrives here as plain maps and lists,
 * whoever read the JSON. Texts of films and of models are data; the only text that an accepted answer holds is the film's own.
 */
@NullMarked
package io.cineai.analyze;

import org.jspecify.annotations.NullMarked;
