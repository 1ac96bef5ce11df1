/** What may be spent on language models, what is reserved, what models cost and take, and which of them to leave alone for a while. */
@NullMarked
package io.cineai.store.budget;

import org.jspecify.annotations.NullMarked;
