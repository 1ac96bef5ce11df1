/**
 * The way out: messages to a webhook, and the sign of life to whoever watches the monitor. HTTP and JSON stay here. Addresses are secrets: they
 * are in no log, no row and no reply.
 */
@NullMarked
package io.cineai.alert;

import org.jspecify.annotations.NullMarked;
