package io.cineai.usecase.evaluation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Whether and how algorithms are measured. */
@ConfigMapping(prefix = "cineai.evaluation")
interface EvaluationConfig {
    /** Off, a run says so and does nothing. {@code CINEAI_EVALUATION=true} is the same, and shorter. */
    @WithDefault("${CINEAI_EVALUATION:false}")
    boolean enabled();

    /** Users whose signals are learned from and tested with; of more, a sample that stays the same. Memory grows with it. */
    @WithDefault("10000")
    int maxUsers();

    /** Of fewer users no number is told. */
    @WithDefault("30")
    int minUsers();

    /** How far back feedback counts, by when it came in. */
    @WithDefault("28d")
    Duration window();

    /** How long a run goes on where its call does not say; a measurement that was begun is ended. */
    @WithDefault("25m")
    Duration deadline();
}
