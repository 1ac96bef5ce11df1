package io.cineai.usecase.analysis;

import io.cineai.movie.MovieId;
import io.cineai.store.analysis.AnalysisStore;
import io.cineai.usecase.Deadline;
import io.cineai.usecase.Stopping;
import io.cineai.usecase.Tally;
import io.cineai.usecase.spend.InLanes;
import io.cineai.usecase.spend.Ledger;
import io.cineai.usecase.spend.PaidCalls;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Asks about films one by one, several at a time, until none is left, the money is, or the deadline comes. */
@ApplicationScoped
class SingleCalls {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final AnalysisStore analyses;
    private final FilmMatters matters;
    private final PaidCalls calls;
    private final AnalysisConfig config;
    private final Stopping stopping;

    SingleCalls(
            AnalysisStore analyses, FilmMatters matters, PaidCalls calls, AnalysisConfig config, Stopping stopping) {
        this.analyses = analyses;
        this.matters = matters;
        this.calls = calls;
        this.config = config;
        this.stopping = stopping;
    }

    /** A run of single calls. */
    private record Run(Job job, Ledger ledger, Deadline deadline, Queue<MovieId> left) {}

    Uni<Tally> analyze(Job job, Ledger ledger, Deadline deadline, Optional<List<MovieId>> named, int limit) {
        return analyses.wanted(job.recipe(), named, limit)
                .map(wanted -> new Run(job, ledger, deadline, new ConcurrentLinkedQueue<>(wanted)))
                .chain(run -> inLanes(run)
                        .call(() -> named.isPresent()
                                ? others(run, named)
                                : Uni.createFrom().voidItem()));
    }

    private Uni<Tally> inLanes(Run run) {
        return new InLanes(config.lanes()).all(() -> next(run), () -> isEnough(run));
    }

    private Uni<Tally> next(Run run) {
        MovieId film = isEnough(run) ? null : run.left().poll();
        if (film == null) return Uni.createFrom().item(Tally.NOTHING);
        return matters.of(run.job(), List.of(film))
                .chain(ours -> ours.isEmpty()
                        ? Uni.createFrom().item(Tally.ONE_SKIPPED)
                        : calls.ask(ours.get(0), run.ledger(), run.deadline()));
    }

    /** Who asks for certain films wants them done, whoever does them. */
    private Uni<Void> others(Run run, Optional<List<MovieId>> named) {
        return Multi.createBy()
                .repeating()
                .uni(() -> analyses.states(run.job().recipe(), named).chain(SingleCalls::aMoment))
                .whilst(states -> states.running() > 0 && !isOver(run))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<AnalysisStore.States> aMoment(AnalysisStore.States states) {
        Uni<AnalysisStore.States> known = Uni.createFrom().item(states);
        return states.running() == 0 ? known : known.onItem().delayIt().by(BETWEEN_LOOKS);
    }

    private boolean isEnough(Run run) {
        return run.left().isEmpty() || run.ledger().isStopped() || isOver(run);
    }

    private boolean isOver(Run run) {
        return stopping.isAsked() || run.deadline().isPast();
    }
}
