package io.cineai.embed;

import io.cineai.telemetry.Telemetry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The embedding model that is configured, if it is not the local way. */
@ApplicationScoped
public class TextEmbedders {
    private static final String NONE = "local";

    private final EmbedConfig config;
    private final List<TextEmbedderAdapter> adapters;
    private final Telemetry telemetry;
    private @Nullable TextEmbedder made;

    TextEmbedders(EmbedConfig config, @Any Instance<TextEmbedderAdapter> adapters, Telemetry telemetry) {
        this.config = config;
        this.adapters = adapters.stream().toList();
        this.telemetry = telemetry;
    }

    /** Empty where it is the local way. Fails with {@link IllegalStateException} where a setting is wrong or missing. */
    public synchronized Optional<TextEmbedder> configured() {
        if (config.provider().equals(NONE)) return Optional.empty();
        // One for all runs, as it holds the connections.
        if (made == null) made = new ObservedEmbedder(make(config.provider()), telemetry);
        return Optional.of(made);
    }

    private TextEmbedder make(String provider) {
        return adapters.stream()
                .filter(adapter -> adapter.provider().equals(provider))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("cineai.embed.provider must be local, openai or voyage: " + provider))
                .embedder(config);
    }
}
