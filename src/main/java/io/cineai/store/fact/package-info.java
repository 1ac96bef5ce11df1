/** What is known of users when their lists are made: signals, chosen genres, and the list they have. */
@NullMarked
package io.cineai.store.fact;

import org.jspecify.annotations.NullMarked;
