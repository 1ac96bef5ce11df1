/** The refresh queue's rules: what a claim is, when a failed refresh is tried again. Pure; depends on nothing of ours but ids. */
@NullMarked
package io.cineai.queue;

import org.jspecify.annotations.NullMarked;
