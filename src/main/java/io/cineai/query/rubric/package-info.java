/** What a language model is asked about a query, and how its answer becomes the same parsed form that the local parser makes. Knows no model. */
@NullMarked
package io.cineai.query.rubric;

import org.jspecify.annotations.NullMarked;
