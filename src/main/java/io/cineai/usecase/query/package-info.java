/** Asking a language model ahead of time what queries mean: the worker's side of the query cache. Readers never wait for it. */
@NullMarked
package io.cineai.usecase.query;

import org.jspecify.annotations.NullMarked;
