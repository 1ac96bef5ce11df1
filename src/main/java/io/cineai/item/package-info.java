/** A film of a list as JSON: the same fields wherever films are listed, stored, read or exported. Knows no database and no file. */
@NullMarked
package io.cineai.item;

import org.jspecify.annotations.NullMarked;
