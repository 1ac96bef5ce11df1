package io.cineai.usecase.wording;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How opinions of lists are asked for. */
@ConfigMapping(prefix = "cineai.opinions")
interface WordingConfig {
    /** Users in work at the same time in one process. */
    @WithDefault("4")
    int lanes();

    /** How long a list is one worker's to ask about; longer than its calls may take. */
    @WithDefault("5m")
    Duration lease();

    /** Whether scheduled runs send batches, where the model has them. */
    @WithDefault("true")
    boolean batch();

    /** Lists in a batch. */
    @WithDefault("200")
    int batchSize();

    /** Claims that came to nothing before asking about a list has failed. */
    @WithDefault("8")
    int maxAttempts();

    /** How long a run goes on where its call does not say. */
    @WithDefault("10m")
    Duration deadline();

    /** How long an opinion is heard. */
    @WithDefault("30d")
    Duration keptFor();
}
