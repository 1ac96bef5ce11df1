/**
 * What a line of the log says beside its message: which run it belongs to, and whom it is about. Every function has it, the read function
 * too, so no database and no model may come in; of ours it knows ids.
 */
@NullMarked
package io.cineai.log;

import org.jspecify.annotations.NullMarked;
