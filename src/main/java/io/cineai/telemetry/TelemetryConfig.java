package io.cineai.telemetry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How telemetry leaves a process. Where it goes is OpenTelemetry's own configuration. */
@ConfigMapping(prefix = "cineai.telemetry")
interface TelemetryConfig {
    /** How long the end of a run waits for the collector, at the most. */
    @WithDefault("2s")
    Duration flushWithin();
}
