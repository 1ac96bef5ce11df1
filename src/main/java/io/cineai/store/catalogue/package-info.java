/** Films, people and ratings as they come from outside, written in bulk. */
@NullMarked
package io.cineai.store.catalogue;

import org.jspecify.annotations.NullMarked;
