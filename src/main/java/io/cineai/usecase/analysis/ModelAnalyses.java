package io.cineai.usecase.analysis;

import io.cineai.llm.Batches;
import io.cineai.movie.MovieId;
import io.cineai.store.analysis.AnalysisStore;
import io.cineai.usecase.Deadline;
import io.cineai.usecase.Tally;
import io.cineai.usecase.batch.SentBatches;
import io.cineai.usecase.spend.Ledger;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Analyses by a language model: batches that are under way first, then new ones, or single calls. */
@ApplicationScoped
class ModelAnalyses {
    private final AnalysisStore analyses;
    private final SingleCalls single;
    private final FilmBatches batches;
    private final AnalysisConfig config;

    ModelAnalyses(AnalysisStore analyses, SingleCalls single, FilmBatches batches, AnalysisConfig config) {
        this.analyses = analyses;
        this.single = single;
        this.batches = batches;
        this.config = config;
    }

    /**
     * What a run is to do.
     *
     * @param named these films only; empty: all that want it
     * @param batch whether to send batches; empty: where no films are named
     * @param collectOnly ask nothing new
     */
    record Wish(Optional<List<MovieId>> named, int limit, Optional<Boolean> batch, boolean collectOnly) {}

    Uni<Tally> analyze(Job job, Wish wish, Deadline deadline) {
        Ledger ledger = new Ledger();
        return analyses.bury(config.maxAttempts())
                .chain(() -> collected(job, ledger))
                .chain(before -> wish.collectOnly()
                        ? Uni.createFrom().item(before)
                        : asked(job, wish, deadline, ledger).map(before::plus))
                .map(tally -> tally.withLlm(ledger.total()));
    }

    private Uni<Tally> collected(Job job, Ledger ledger) {
        return service(job)
                .map(it -> batches.collect(job, it, ledger))
                .orElse(Uni.createFrom().item(Tally.NOTHING));
    }

    private Uni<Tally> asked(Job job, Wish wish, Deadline deadline, Ledger ledger) {
        boolean batch = wish.batch().orElse(wish.named().isEmpty() && config.batch());
        return service(job)
                .filter(it -> batch)
                .map(it -> batches.send(job, it, ledger, deadline, wish))
                .orElseGet(() -> single.analyze(job, ledger, deadline, wish.named(), wish.limit()));
    }

    private static Optional<Batches> service(Job job) {
        return SentBatches.service(job.model(), job.card());
    }
}
