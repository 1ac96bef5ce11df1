/** What a user's acts say: signals, their strength, and who the user is. Pure; sees only {@code movie}. */
@NullMarked
package io.cineai.taste;

import org.jspecify.annotations.NullMarked;
