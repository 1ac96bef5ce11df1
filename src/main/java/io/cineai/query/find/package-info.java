/**
 * What stands in a text: names of films and people, numbers, words of the vocabularies, cut into items from left to right. Says what words
 * are, never what a query means by them; that is {@code io.cineai.query.local}.
 */
@NullMarked
package io.cineai.query.find;

import org.jspecify.annotations.NullMarked;
