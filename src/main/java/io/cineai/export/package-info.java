/**
 * Lists as files that a CDN can serve: what they are called, what they say, and how they come into a folder so that no reader ever finds
 * half of anything. Files and JSON; no SQL, no HTTP, no clock. {@link io.cineai.export.EdgeFolder} is the door.
 */
@NullMarked
package io.cineai.export;

import org.jspecify.annotations.NullMarked;
