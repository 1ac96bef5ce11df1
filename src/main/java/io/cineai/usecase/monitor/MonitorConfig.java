package io.cineai.usecase.monitor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What the monitor takes for trouble. */
@ConfigMapping(prefix = "cineai.monitor")
public interface MonitorConfig {
    /** The longest that a user may wait after a change. */
    @WithDefault("10m")
    Duration queueAge();

    /** The longest that what was enqueued ahead of need (the sweep, a cold start) may wait. */
    @WithDefault("1h")
    Duration backfillAge();

    /** The longest that a change which a trigger could only note may wait to be folded in. */
    @WithDefault("15m")
    Duration missedAge();

    /** The longest that a list of an active user may be unchecked. */
    @WithDefault("6h")
    Duration listAge();

    /** Whoever became active so lately may still be without a list; longer than a sweep takes to come round. */
    @WithDefault("90m")
    Duration grace();

    /** Share of all rows of lists whose loss within a day is told. Range 0 to 1. */
    @WithDefault("0.2")
    double rowsFall();

    /** Share of lookups that find a thematic analysis. Range 0 to 1, like the next two. */
    @WithDefault("0.8")
    double thematicHitRate();

    @WithDefault("0.75")
    double emotionalHitRate();

    @WithDefault("0.85")
    double styleHitRate();

    /** Below so many lookups a hit rate says nothing. */
    @WithDefault("500")
    long enoughLookups();

    /** Failures of a function in a row. */
    @WithDefault("3")
    int failures();

    /** Runs of a function whose process died, within a day. */
    @WithDefault("3")
    int lostRuns();

    /** A slower answer of the database is told. */
    @WithDefault("1s")
    Duration slowDatabase();

    /** Fetched at the end of every successful run; a secret. Whoever is behind it raises the alarm when it stays away. */
    Optional<String> pingUrl();

    /** How long the monitor itself may be silent. */
    @WithDefault("15m")
    Duration silence();

    /** Failures in a row that open a model's breaker, as analyses are configured. */
    @WithDefault("5")
    int breakerFailures();

    /** How long a run goes on where its call does not say. */
    @WithDefault("1m")
    Duration deadline();
}
