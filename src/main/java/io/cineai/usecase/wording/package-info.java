/**
 * Asks a language model about lists whose users are little known: who is asked about, how fast, within which budget, and what becomes of the
 * answers. One door, {@link io.cineai.usecase.wording.AskForOpinions}.
 */
@NullMarked
package io.cineai.usecase.wording;

import org.jspecify.annotations.NullMarked;
