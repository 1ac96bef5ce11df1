/**
 * What people ask for in their own words: the parsed form, the local parser that makes it from a text and a catalogue, and how well films
 * match it. Knows no database, no model, no clock; texts are data and never instructions.
 */
@NullMarked
package io.cineai.query;

import org.jspecify.annotations.NullMarked;
