package io.cineai.usecase;

import io.cineai.store.Unreachable;
import io.cineai.store.orm.RunStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes every invocation a row of {@code function_runs}, from its start to its report. */
@ApplicationScoped
public class RecordedRun {
    private final RunStore runs;
    private final Clock clock;

    RecordedRun(RunStore runs, Clock clock) {
        this.runs = runs;
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
        UUID run = UUID.randomUUID();
        Instant start = clock.instant();
        return runs.started(run, function)
                .chain(() -> work.apply(run))
                .map(tally -> report(run, function, tally, start))
                .call(report -> runs.succeeded(run, report.withoutItems()))
                .onFailure()
                .call(why -> runs.failed(run, WithoutIds.of(String.valueOf(why)))
                        .onFailure()
                        .recoverWithNull())
                .onFailure(Unreachable::is)
                .transform(why -> new UncheckedIOException("Postgres cannot be reached", new IOException(why)));
    }

    private RunReport report(UUID run, String function, Tally tally, Instant start) {
        long millis = Duration.between(start, clock.instant()).toMillis();
        RunReport report = RunReport.of(run, function, tally, millis);
        if (tally.allFailed()) throw new RunFailed(report);
        return report;
    }
}
