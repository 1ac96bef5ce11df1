package io.cineai.usecase.coldstart;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a new installation is filled. */
@ConfigMapping(prefix = "cineai.cold-start")
interface ColdStartConfig {
    /** How long a run goes on where its call does not say. */
    @WithDefault("50m")
    Duration deadline();

    /** How often it says how far it is. */
    @WithDefault("3s")
    Duration progress();
}
