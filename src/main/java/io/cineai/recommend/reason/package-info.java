/** Why a film is in a list, as slots that text is made of, and what a sentence about it may say. Knows no scores and no lists. */
@NullMarked
package io.cineai.recommend.reason;

import org.jspecify.annotations.NullMarked;
