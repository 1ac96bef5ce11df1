/** What users say of films and lists, recorded under their own claims. */
@NullMarked
package io.cineai.store.feedback;

import org.jspecify.annotations.NullMarked;
