package io.cineai.embed.openai;

import io.cineai.budget.ModelId;
import io.cineai.embed.EmbedConfig;
import io.cineai.embed.TextEmbedder;
import io.cineai.llm.Http;
import io.cineai.llm.Secret;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Makes the models of one dialect. */
record EmbeddingServers(Dialect dialect, Clock clock) {
    private static final int DIMENSIONS = 512;
    private static final int LEAST = 16;
    private static final int MOST = 4_096;

    TextEmbedder embedder(EmbedConfig config, Optional<String> providersKey) {
        int dimensions = config.dimensions().orElse(DIMENSIONS);
        if (dimensions < LEAST || dimensions > MOST)
            throw new IllegalStateException(
                    "CINEAI_EMBED_DIMENSIONS must be in [" + LEAST + ", " + MOST + "]: " + dimensions);
        URI server = URI.create(config.baseUrl().orElse(dialect.url).replaceFirst("(/v1)?/?$", ""));
        EmbeddingsApi api = QuarkusRestClientBuilder.newBuilder()
                .baseUri(server)
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .disableDefaultMapper(true)
                .build(EmbeddingsApi.class);
        return new EmbeddingModel(
                new ModelId(dialect.provider, config.model().orElse(dialect.model)),
                dialect,
                dimensions,
                config.sendDimensions(),
                api,
                server,
                config.apiKey().or(() -> providersKey).map(Secret::new),
                new Http(config.timeout(), clock));
    }
}
