package io.cineai.usecase.spend;

import io.cineai.budget.BreakerPolicy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patient calls to models are, of analyses and of embeddings; the prefix is older than the latter. */
@ConfigMapping(prefix = "cineai.analysis")
public interface SpendConfig {
    /** How long a reservation of money holds; longer than a call may take. */
    @WithDefault("2m")
    Duration reservation();

    /** How long a run waits for a provider that wants to be left alone; if it is longer, the rest is for a later run. */
    @WithDefault("1m")
    Duration patience();

    /** What is waited after "too many requests" where the provider does not say how long. */
    @WithDefault("30s")
    Duration pause();

    /** Failures in a row after which a model is left alone. */
    @WithDefault("5")
    int breakerFailures();

    /** The first such wait; doubles with each further failure. */
    @WithDefault("10s")
    Duration breakerBase();

    /** The longest such wait. */
    @WithDefault("15m")
    Duration breakerCap();

    default BreakerPolicy breaker() {
        return new BreakerPolicy(breakerFailures(), breakerBase(), breakerCap());
    }
}
