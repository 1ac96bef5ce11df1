/**
 * A strict double of Anthropic's API: Messages, token counting, Message Batches. It refuses what the real one refuses, breaks in the ways
 * that the real one breaks, and keeps a ledger of what it would have billed.
 */
@NullMarked
package io.cineai.testkit.anthropic;

import org.jspecify.annotations.NullMarked;
