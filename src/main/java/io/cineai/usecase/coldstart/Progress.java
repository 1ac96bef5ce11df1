package io.cineai.usecase.coldstart;

import io.cineai.store.orm.RunStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Says how far a run is while it runs: in its row, for whoever asks the database, and on the terminal. */
@ApplicationScoped
class Progress {
    private static final Logger LOG = Logger.getLogger(Progress.class);

    private final RunStore runs;
    private final ColdStartConfig config;

    Progress(RunStore runs, ColdStartConfig config) {
        this.runs = runs;
        this.config = config;
    }

    /**
     * One phase of a run.
     *
     * @param of how many there are to do
     */
    record Phase(UUID run, String name, long of) {
        Map<String, Object> at(long done) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("phase", name);
            report.put("done", Math.max(0, Math.min(of, done)));
            report.put("of", of);
            return report;
        }
    }

    /** Does the work, and tells of it at its beginning and every few seconds until it ends. done: how many are done by now. */
    <T> Uni<T> during(Phase phase, Supplier<Uni<Long>> done, Supplier<Uni<T>> work) {
        return done.get()
                .chain(now -> runs.progress(phase.run(), phase.at(now)))
                .chain(() -> {
                    Cancellable telling = telling(phase, done);
                    return work.get().onTermination().invoke(telling::cancel);
                });
    }

    /** What cannot be told now is told a moment later. */
    private Cancellable telling(Phase phase, Supplier<Uni<Long>> done) {
        return Multi.createFrom()
                .ticks()
                .startingAfter(config.progress())
                .every(config.progress())
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick ->
                        done.get().chain(now -> told(phase, now)).onFailure().recoverWithNull())
                .subscribe()
                .with(tick -> {});
    }

    private Uni<Void> told(Phase phase, long done) {
        LOG.infof("cold start, %s: %,d of %,d", phase.name(), done, phase.of());
        return runs.progress(phase.run(), phase.at(done));
    }
}
