/** How alike films are to a person, and how films go with what a user likes. Knows no scores and no lists. */
@NullMarked
package io.cineai.recommend.likeness;

import org.jspecify.annotations.NullMarked;
