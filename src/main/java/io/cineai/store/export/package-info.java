/** What is told to everybody, and the ready lists of who asked for a file of theirs. Reads only. */
@NullMarked
package io.cineai.store.export;

import org.jspecify.annotations.NullMarked;
