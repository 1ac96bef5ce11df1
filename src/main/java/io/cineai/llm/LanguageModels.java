package io.cineai.llm;

import io.cineai.telemetry.Telemetry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The language model that is configured, if there is one. */
@ApplicationScoped
public class LanguageModels {
    private static final String NONE = "local";

    private final LlmConfig config;
    private final List<LanguageModelAdapter> adapters;
    private final Telemetry telemetry;
    private @Nullable LanguageModel made;

    LanguageModels(LlmConfig config, @Any Instance<LanguageModelAdapter> adapters, Telemetry telemetry) {
        this.telemetry = telemetry;
        this.config = config;
        this.adapters = adapters.stream().toList();
    }

    /** Empty where the local rules are to do it. Fails with {@link IllegalStateException} where a setting is wrong or missing. */
    public synchronized Optional<LanguageModel> configured() {
        String provider = provider();
        if (provider.equals(NONE)) return Optional.empty();
        // One for all runs, as it holds the connections.
        if (made == null) made = new ObservedModel(make(provider), telemetry);
        return Optional.of(made);
    }

    private LanguageModel make(String provider) {
        return adapters.stream()
                .filter(adapter -> adapter.provider().equals(provider))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "cineai.llm.provider must be anthropic, openai or local: " + provider))
                .model(config);
    }

    private String provider() {
        return config.provider()
                .orElseGet(() -> config.anthropicApiKey().isPresent()
                        ? "anthropic"
                        : config.openaiApiKey().isPresent() ? "openai" : NONE);
    }
}
