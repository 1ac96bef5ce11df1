/** Any server that speaks OpenAI's chat completions: OpenAI itself, Ollama, vLLM. What its requests and answers look like is known here only. */
@NullMarked
package io.cineai.llm.openai;

import org.jspecify.annotations.NullMarked;
