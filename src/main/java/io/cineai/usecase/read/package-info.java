/** What the read function does: serve rows that are ready. No model, no writing beyond a request for a refresh. */
@NullMarked
package io.cineai.usecase.read;

import org.jspecify.annotations.NullMarked;
