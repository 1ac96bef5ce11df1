package io.cineai.embed.openai;

import io.cineai.embed.EmbedConfig;
import io.cineai.embed.TextEmbedder;
import io.cineai.embed.TextEmbedderAdapter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Any server that speaks as OpenAI does. */
@ApplicationScoped
class OpenAiEmbeddings implements TextEmbedderAdapter {
    private final EmbeddingServers servers;

    OpenAiEmbeddings(Clock clock) {
        servers = new EmbeddingServers(Dialect.OPENAI, clock);
    }

    @Override
    public String provider() {
        return Dialect.OPENAI.provider;
    }

    @Override
    public TextEmbedder embedder(EmbedConfig config) {
        return servers.embedder(config, config.openaiApiKey());
    }
}
