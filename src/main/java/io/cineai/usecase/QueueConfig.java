package io.cineai.usecase;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the refresh queue is worked. */
@ConfigMapping(prefix = "cineai.queue")
interface QueueConfig {
    /** How long a claim holds. Longer than a batch takes: a worker that is slower is fenced off and its work is done again. */
    @WithDefault("30s")
    Duration lease();

    /** Users a claim takes. */
    @WithDefault("16")
    int batch();

    /** Batches in work at the same time in one process: more than there are connections, so that some decide while others write. */
    @WithDefault("12")
    int lanes();

    /** Attempts before a refresh is dead. */
    @WithDefault("5")
    int maxAttempts();

    /** Wait after the first failure; doubles with each. */
    @WithDefault("10s")
    Duration backOff();

    /** The longest wait between attempts. */
    @WithDefault("1h")
    Duration maxBackOff();

    /** How long a run goes on where its call does not say. */
    @WithDefault("10m")
    Duration deadline();

    /** How soon a user must be due for a drain to wait rather than end. At least the triggers' debounce of a second. */
    @WithDefault("2s")
    Duration linger();

    /** Whether this process listens on a session of its own and drains when a trigger rings. Not through a transaction pooler. */
    @WithDefault("false")
    boolean doorbell();
}
