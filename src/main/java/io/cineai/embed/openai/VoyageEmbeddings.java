package io.cineai.embed.openai;

import io.cineai.embed.EmbedConfig;
import io.cineai.embed.TextEmbedder;
import io.cineai.embed.TextEmbedderAdapter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Voyage AI. */
@ApplicationScoped
class VoyageEmbeddings implements TextEmbedderAdapter {
    private final EmbeddingServers servers;

    VoyageEmbeddings(Clock clock) {
        servers = new EmbeddingServers(Dialect.VOYAGE, clock);
    }

    @Override
    public String provider() {
        return Dialect.VOYAGE.provider;
    }

    @Override
    public TextEmbedder embedder(EmbedConfig config) {
        return servers.embedder(config, config.voyageApiKey());
    }
}
