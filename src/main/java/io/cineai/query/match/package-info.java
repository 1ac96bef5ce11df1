/**
 * Which films answer a parsed query, how well, and why. Pure: films come in, an order goes out; knows no database, no model, no clock, and
 * of who asks no more than which films they know and like.
 */
@NullMarked
package io.cineai.query.match;

import org.jspecify.annotations.NullMarked;
