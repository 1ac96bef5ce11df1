/** The ready response: rendered once when a list is made, read as bytes ever after. */
@NullMarked
package io.cineai.store.feed;

import org.jspecify.annotations.NullMarked;
