package io.cineai.embed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Who embeds films, how it is called, and how much one run does. */
@ConfigMapping(prefix = "cineai.embed")
public interface EmbedConfig {
    /** local (words, for nothing), openai (any compatible server) or voyage. A key alone chooses nobody: it may be there for analyses. */
    @WithDefault("local")
    String provider();

    /** As the provider names it; each has a default, see {@link TextEmbedders}. */
    Optional<String> model();

    /** Where the provider is, without {@code /v1}; each has a default. */
    Optional<String> baseUrl();

    /** Length of the vectors. Range 16 to 4,096; local 256, the others 512. */
    OptionalInt dimensions();

    /** Whether the length is asked for; false for models that have one only and refuse the wish. */
    @WithDefault("true")
    boolean sendDimensions();

    /** Films of one call. Range 1 to 1,000; fewer where their texts are long. */
    @WithDefault("96")
    int batchSize();

    /** How long an answer may take before it is given up. */
    @WithDefault("60s")
    Duration timeout();

    /** How long a connection may take. */
    @WithDefault("5s")
    Duration connectTimeout();

    /** From {@code CINEAI_EMBED_API_KEY}, before the provider's own. */
    Optional<String> apiKey();

    /** From {@code OPENAI_API_KEY}; servers on this machine want none. */
    Optional<String> openaiApiKey();

    /** From {@code VOYAGE_API_KEY}. */
    Optional<String> voyageApiKey();

    /** Whose vectors the app keeps in {@code movies.storyline_embedding}; where it is the model that is configured, they are taken as they are. */
    Optional<String> appModel();

    /** Films of a run that names none. */
    @WithDefault("50000")
    int limit();

    /** How long a run goes on where its call does not say. */
    @WithDefault("10m")
    Duration deadline();

    /** How long a model is one run's without a sign of it; longer than a call may take, waiting for the provider included. */
    @WithDefault("5m")
    Duration lease();
}
