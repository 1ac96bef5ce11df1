package io.cineai.usecase.query;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How queries are asked about. */
@ConfigMapping(prefix = "cineai.query-warmup")
interface WarmupConfig {
    /** Queries in work at the same time in one process. */
    @WithDefault("4")
    int lanes();

    /** Whether batches are sent, for less, where the model has them. */
    @WithDefault("true")
    boolean batch();

    /** Queries of one batch. */
    @WithDefault("500")
    int batchSize();

    /** How long a query is one worker's to ask about; longer than its calls may take. */
    @WithDefault("5m")
    Duration lease();

    /** Claims that came to nothing before asking about a query has failed. */
    @WithDefault("8")
    int maxAttempts();

    /** How long a run goes on where its call does not say. */
    @WithDefault("10m")
    Duration deadline();

    /** How long a parse holds before a model may be asked again. */
    @WithDefault("30d")
    Duration keptFor();
}
