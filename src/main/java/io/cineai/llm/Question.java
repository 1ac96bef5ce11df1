package io.cineai.llm;

import io.cineai.budget.ModelCard;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a model is asked.
 *
 * @param instructions the same bytes for every question of a kind
 * @param document what it is about, as plain maps and lists; data, never instructions
 * @param schema JSON schema of the answer, as plain maps
 * @param maxTokens longest answer, thinking included
 * @param card what the model takes
 * @param correction where an earlier answer broke a rule
 */
public record Question(
        String instructions,
        Map<String, Object> document,
        Map<String, Object> schema,
        int maxTokens,
        ModelCard card,
        Optional<Correction> correction) {
    /** A count may be off by a little. */
    private static final double COUNTED_ROUGHLY = 1.1;

    /** What a provider adds to a prompt of its own accord, generously. */
    private static final int AROUND_IT = 500;

    /**
     * An answer that was not good enough.
     *
     * @param answer as it came; empty where it is not known any more
     * @param why place and rule
     */
    public record Correction(String answer, String why) {}

    /** With the schema in words where the model takes none. */
    public String fullInstructions() {
        return card.structuredOutput() ? instructions : instructions + "\nThe schema:\n" + Wire.write(schema) + "\n";
    }

    public Question corrected(Correction by) {
        return new Question(instructions, document, schema, maxTokens, card, Optional.of(by));
    }

    /** More tokens than any tokenizer makes of this prompt: a token is a byte at least. */
    public long mostPromptTokens() {
        return AROUND_IT + bytes(fullInstructions()) + bytes(Wire.write(schema)) + mostOwnTokens();
    }

    /** The same where the provider counted the part that other questions of the kind share. */
    public long mostPromptTokens(OptionalLong counted) {
        return counted.isPresent()
                ? (long) (counted.getAsLong() * COUNTED_ROUGHLY) + mostOwnTokens()
                : mostPromptTokens();
    }

    /** The same of the part that other questions of the kind do not share. */
    public long mostOwnTokens() {
        long correcting = correction
                .map(it -> AROUND_IT + bytes(it.answer()) + bytes(it.why()))
                .orElse(0L);
        return bytes(Wire.write(document)) + correcting;
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
