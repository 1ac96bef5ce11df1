/**
 * What the making of lists has to do with a language model: it looks for an opinion that is there already, and wants one that is not. It asks
 * nobody and waits for nobody; who asks is {@code usecase.wording}.
 */
@NullMarked
package io.cineai.usecase.opinion;

import org.jspecify.annotations.NullMarked;
