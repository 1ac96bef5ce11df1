/** Any server that speaks OpenAI's embeddings: OpenAI itself, Ollama, vLLM; and Voyage, whose fields have other names. */
@NullMarked
package io.cineai.embed.openai;

import org.jspecify.annotations.NullMarked;
