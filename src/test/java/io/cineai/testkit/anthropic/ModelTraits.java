package io.cineai.testkit.anthropic;

import java.util.Map;
import java.util.Optional;

/**
 * What a model takes, as far as it differs from one to the next.
 *
 * @param temperature takes it, and a budget for its thinking; it does not think unasked
 * @param cachedFrom shortest beginning of a prompt that is remembered, in tokens
 */
record ModelTraits(boolean temperature, boolean forcedTool, boolean effort, int maxOutput, int cachedFrom) {
    private static final Map<String, ModelTraits> MODELS = Map.of(
            "claude-haiku-5-5", new ModelTraits(false, true, true, 128_000, 1_024),
            "claude-sonnet-5-5", new ModelTraits(false, false, true, 128_000, 1_024),
            "claude-opus-5-5", new ModelTraits(false, false, true, 128_000, 512),
            "claude-fable-5-1", new ModelTraits(false, false, true, 128_000, 512),
            "claude-haiku-4-5", new ModelTraits(true, true, false, 64_000, 4_096));

    static Optional<ModelTraits> of(String model) {
        return Optional.ofNullable(MODELS.get(model));
    }
}
