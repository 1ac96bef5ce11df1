package io.cineai.usecase;

import io.cineai.log.CurrentRun;
import io.cineai.log.Run;
import io.cineai.store.Unreachable;
import io.cineai.store.orm.RunStore;
import io.cineai.telemetry.Telemetry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes every invocation a row of {@code function_runs}, from its start to its report, and a span; its log lines carry its id. */
@ApplicationScoped
public class RecordedRun {
    private static final Logger LOG = Logger.getLogger(RecordedRun.class);

    private final RunStore runs;
    private final Telemetry telemetry;
    private final Clock clock;

    RecordedRun(RunStore runs, Telemetry telemetry, Clock clock) {
        this.runs = runs;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    /**
     * Fails with {@link RunFailed} when nothing could be done of what was found, and with {@link UncheckedIOException} when Postgres
     * cannot be reached.
     */
    Uni<RunReport> of(String function, Supplier<Uni<Tally>> work) {
        return of(function, run -> work.get());
    }

    /** The same for work that tells which run it belongs to. */
    public Uni<RunReport> of(String function, Function<UUID, Uni<Tally>> work) {
        return Uni.createFrom().deferred(() -> {
            Run run = telemetry.begun(UUID.randomUUID(), function);
            return CurrentRun.within(run, () -> recorded(run, work));
        });
    }

    private Uni<RunReport> recorded(Run run, Function<UUID, Uni<Tally>> work) {
        Instant start = clock.instant();
        return runs.started(run.id(), run.function())
                .chain(() -> work.apply(run.id()))
                .map(tally -> report(run, tally, start))
                .call(report -> runs.succeeded(run.id(), report.withoutItems()))
                .onFailure()
                .call(why -> runs.failed(run.id(), WithoutIds.of(String.valueOf(why)))
                        .onFailure()
                        .recoverWithNull())
                .onItemOrFailure()
                .call((report, why) -> ended(run, report, why, start))
                .onFailure(Unreachable::is)
                .transform(why -> new UncheckedIOException("Postgres cannot be reached", new IOException(why)));
    }

    private RunReport report(Run run, Tally tally, Instant start) {
        RunReport report =
                RunReport.of(run.id(), run.function(), tally, since(start).toMillis());
        telemetry.did(run, report.figures());
        if (tally.allFailed()) throw new RunFailed(report);
        return report;
    }

    /** Whoever collects hears of it before the answer goes out: afterwards a platform may give the process no more time. */
    private Uni<Void> ended(Run run, @Nullable RunReport report, @Nullable Throwable why, Instant start) {
        if (report != null) LOG.infof("%s: %s", run.function(), report.summary());
        else LOG.errorf("%s failed: %s", run.function(), why);
        telemetry.ended(run, Optional.ofNullable(why).map(it -> it.getClass().getName()), since(start));
        return telemetry.sent();
    }

    private Duration since(Instant start) {
        return Duration.between(start, clock.instant());
    }
}
