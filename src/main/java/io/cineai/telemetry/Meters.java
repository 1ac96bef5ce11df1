package io.cineai.telemetry;

import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongGauge;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** All that is counted and timed. */
record Meters(
        LongCounter runs,
        DoubleHistogram runDuration,
        LongCounter items,
        LongGauge remaining,
        LongCounter fenced,
        DoubleCounter cost,
        LongHistogram tokens,
        DoubleHistogram callDuration) {
    /** Steps of the conventions: tokens in powers of four, up to 67 million. */
    private static final List<Long> TOKEN_STEPS =
            LongStream.iterate(1, tokens -> tokens * 4).limit(14).boxed().toList();

    /** Steps of the conventions: 10 ms, doubled each time, up to 82 s. */
    private static final List<Double> CALL_STEPS =
            DoubleStream.iterate(0.01, time -> time * 2).limit(14).boxed().toList();

    /** Half a second, doubled each time, up to 34 minutes. */
    private static final List<Double> RUN_STEPS =
            DoubleStream.iterate(0.5, time -> time * 2).limit(13).boxed().toList();

    static Meters of(Meter meter) {
        return new Meters(
                meter.counterBuilder("cineai.runs")
                        .setUnit("{run}")
                        .setDescription("Runs that ended")
                        .build(),
                meter.histogramBuilder("cineai.run.duration")
                        .setUnit("s")
                        .setDescription("How long runs took")
                        .setExplicitBucketBoundariesAdvice(RUN_STEPS)
                        .build(),
                meter.counterBuilder("cineai.items")
                        .setUnit("{item}")
                        .setDescription("Items that runs took up: lists, films")
                        .build(),
                meter.gaugeBuilder("cineai.items.remaining")
                        .ofLongs()
                        .setUnit("{item}")
                        .setDescription("Items that wait at the end of a run")
                        .build(),
                meter.counterBuilder("cineai.lists.fenced")
                        .setUnit("{list}")
                        .setDescription("Lists that were not written because the claim had become somebody else's")
                        .build(),
                meter.counterBuilder("cineai.llm.cost")
                        .ofDoubles()
                        .setUnit("USD")
                        .setDescription("What language models cost")
                        .build(),
                meter.histogramBuilder("gen_ai.client.token.usage")
                        .ofLongs()
                        .setUnit("{token}")
                        .setDescription("Tokens of a call")
                        .setExplicitBucketBoundariesAdvice(TOKEN_STEPS)
                        .build(),
                meter.histogramBuilder("gen_ai.client.operation.duration")
                        .setUnit("s")
                        .setDescription("How long calls took")
                        .setExplicitBucketBoundariesAdvice(CALL_STEPS)
                        .build());
    }
}
