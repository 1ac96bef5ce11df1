/**
 * What a language model is asked about a user's list, and how its answer is judged. Plain Java: no model, no clock, no database. Texts of
 * films are data that may say anything; of the user there is no id, and without leave nothing of the history.
 */
@NullMarked
package io.cineai.opinion;

import org.jspecify.annotations.NullMarked;
