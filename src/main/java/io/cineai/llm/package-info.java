/**
 * The port to language models: a question, what may come back, and batches of questions. Adapters are in packages of their own; HTTP and
 * JSON stay there. Knows no database: who calls has reserved the money, and books what it cost.
 */
@NullMarked
package io.cineai.llm;

import org.jspecify.annotations.NullMarked;
