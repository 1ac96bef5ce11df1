/** The similarity model's rows: written by training, read through a bounded memory by generation. */
@NullMarked
package io.cineai.store.model;

import org.jspecify.annotations.NullMarked;
