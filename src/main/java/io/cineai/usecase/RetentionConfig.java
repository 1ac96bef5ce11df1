package io.cineai.usecase;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long things are kept. */
@ConfigMapping(prefix = "cineai.retention")
interface RetentionConfig {
    /** Rows of a user's list. */
    @WithDefault("200")
    int listRows();

    /** Parsed queries, and wanted ones, since their last hit. */
    @WithDefault("7d")
    Duration queries();

    /** What users were shown and looked at. What they said of a film is kept as long as they are. */
    @WithDefault("365d")
    Duration feedback();

    /** Film analyses that expired and that nobody renewed. */
    @WithDefault("90d")
    Duration analyses();

    /** Runs, but for the last of each function. */
    @WithDefault("30d")
    Duration runs();

    /** How long a run may be running before its process is thought dead; longer than any time-out. */
    @WithDefault("1d")
    Duration deadRuns();

    /** Calls to language models. */
    @WithDefault("400d")
    Duration calls();

    /** Days and months of the budget; its hours are kept for a week. */
    @WithDefault("400d")
    Duration budget();

    /** Batches that ended; longer than the provider keeps their answers. */
    @WithDefault("30d")
    Duration batches();

    /** Published health, but for the last row of each service. */
    @WithDefault("7d")
    Duration health();

    /** Measured quality, but for the last of each number. */
    @WithDefault("400d")
    Duration evaluations();

    /** Rows that one statement looks at. */
    @WithDefault("1000")
    int page();

    /** Users whose lists one statement looks at. */
    @WithDefault("10")
    int users();

    /** How long a statement waits for others. */
    @WithDefault("200ms")
    Duration lockTimeout();

    /** How long a run goes on where its call does not say. */
    @WithDefault("10m")
    Duration deadline();
}
