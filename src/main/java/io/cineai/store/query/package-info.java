/** Parsed queries as JSON, what is remembered of queries in {@code conversational_query_cache}, and the catalogue that is searched. */
@NullMarked
package io.cineai.store.query;

import org.jspecify.annotations.NullMarked;
