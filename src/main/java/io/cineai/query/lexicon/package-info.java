/**
 * What usual words mean: the phrases of every vocabulary, of cues and of filler, read from word lists. Knows no film and no grammar. A
 * native executable must be told of the lists: {@code io/cineai/query/lexicon/*.txt}.
 */
@NullMarked
package io.cineai.query.lexicon;

import org.jspecify.annotations.NullMarked;
