package io.cineai.usecase.analysis;

import io.cineai.llm.Batches;
import io.cineai.movie.MovieId;
import io.cineai.store.analysis.AnalysisStore;
import io.cineai.usecase.Deadline;
import io.cineai.usecase.Tally;
import io.cineai.usecase.analysis.ModelAnalyses.Wish;
import io.cineai.usecase.batch.CollectedBatches;
import io.cineai.usecase.batch.Mailing;
import io.cineai.usecase.batch.SentBatches;
import io.cineai.usecase.spend.Ledger;
import io.cineai.usecase.spend.Matter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.IntStream;

/** Films in batches, the most wanted first. */
@ApplicationScoped
class FilmBatches {
    private final AnalysisStore analyses;
    private final FilmMatters matters;
    private final SentBatches sent;
    private final CollectedBatches collected;
    private final AnalysisConfig config;

    FilmBatches(
            AnalysisStore analyses,
            FilmMatters matters,
            SentBatches sent,
            CollectedBatches collected,
            AnalysisConfig config) {
        this.analyses = analyses;
        this.matters = matters;
        this.sent = sent;
        this.collected = collected;
        this.config = config;
    }

    Uni<Tally> collect(Job job, Batches service, Ledger ledger) {
        return collected.collect(
                matters.feature(job.kind()), job.recipe().model().provider(), service, job.run(), ledger);
    }

    Uni<Tally> send(Job job, Batches service, Ledger ledger, Deadline deadline, Wish wish) {
        return analyses.wanted(job.recipe(), wish.named(), wish.limit())
                .map(wanted -> new ArrayDeque<>(inParts(wanted)))
                .chain(parts -> sent.send(new Mailing(
                        matters.feature(job.kind()),
                        job.account(),
                        service,
                        ledger,
                        deadline,
                        () -> next(job, parts))));
    }

    private List<List<MovieId>> inParts(List<MovieId> films) {
        return IntStream.iterate(0, from -> from < films.size(), from -> from + config.batchSize())
                .mapToObj(from -> films.subList(from, Math.min(films.size(), from + config.batchSize())))
                .toList();
    }

    private Uni<Optional<List<Matter>>> next(Job job, Queue<List<MovieId>> parts) {
        List<MovieId> part = parts.poll();
        return part == null
                ? Uni.createFrom().item(Optional.empty())
                : matters.of(job, part).map(Optional::of);
    }
}
