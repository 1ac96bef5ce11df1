/**
 * The local parser: from a text and a catalogue to what is asked for, by a grammar and word lists, at once and always the same. Knows no
 * clock (this year is an argument), no database and no model.
 */
@NullMarked
package io.cineai.query.local;

import org.jspecify.annotations.NullMarked;
