package io.cineai.usecase.batch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How batches are looked after, whatever is asked; the prefix is older than the second who asks. */
@ConfigMapping(prefix = "cineai.analysis")
interface BatchConfig {
    /** How long a batch is waited for; the provider ends it after 24 hours. */
    @WithDefault("26h")
    Duration batchLease();

    /** How long one worker sees to a batch before another may; longer than sending or reading one takes. */
    @WithDefault("5m")
    Duration batchTurn();
}
