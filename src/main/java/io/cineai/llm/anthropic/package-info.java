/** Anthropic's Messages, token counting and Message Batches. What its requests and answers look like is known here only. */
@NullMarked
package io.cineai.llm.anthropic;

import org.jspecify.annotations.NullMarked;
