/**
 * What a query is as writing: its words with where they stand, their inflections, numbers and slips of the hand. Knows no film and no
 * meaning.
 */
@NullMarked
package io.cineai.query.text;

import org.jspecify.annotations.NullMarked;
