package io.cineai.usecase.analysis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How film analyses are made. What they have in common with other calls is {@link io.cineai.usecase.spend.SpendConfig}. */
@ConfigMapping(prefix = "cineai.analysis")
interface AnalysisConfig {
    /** Films in work at the same time in one process. */
    @WithDefault("8")
    int lanes();

    /** How long a film is one worker's; longer than its calls may take. */
    @WithDefault("5m")
    Duration lease();

    /** Whether scheduled runs send batches, where the model has them. */
    @WithDefault("true")
    boolean batch();

    /** Films in a batch. */
    @WithDefault("1000")
    int batchSize();

    /** Claims that came to nothing before a film's analysis has failed. */
    @WithDefault("8")
    int maxAttempts();

    /** Films of a run that names none. */
    @WithDefault("10000")
    int limit();

    /** How long a run goes on where its call does not say. */
    @WithDefault("10m")
    Duration deadline();
}
