package io.cineai.budget;

/**
 * What a model takes and how it behaves: {@code cineai.llm_models}. A request holds nothing that its model refuses.
 *
 * @param structuredOutput takes a JSON schema for its answer
 * @param effort takes a wish for how hard it thinks
 * @param batches answers later, in bulk, for less
 * @param maxOutputTokens the longest answer it gives
 * @param cachedFromTokens shortest beginning of a prompt that its provider remembers, as far as known; 0: it remembers none
 * @param thinkingTokens usual length of its thinking before an answer of ours, for estimates only
 */
public record ModelCard(
        ModelId id,
        boolean structuredOutput,
        boolean effort,
        boolean batches,
        int maxOutputTokens,
        int cachedFromTokens,
        int thinkingTokens) {
    /** Of a model that nobody described: what every model takes. */
    public static ModelCard unknown(ModelId id) {
        return new ModelCard(id, true, false, false, Integer.MAX_VALUE, 0, 0);
    }
}
