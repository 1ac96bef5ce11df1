/** How one user's list comes about, whoever asks: the pipeline that stores it, or a read that found none. No writing. */
@NullMarked
package io.cineai.usecase.list;

import org.jspecify.annotations.NullMarked;
