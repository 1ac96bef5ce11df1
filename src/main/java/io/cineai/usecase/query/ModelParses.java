package io.cineai.usecase.query;

import io.cineai.llm.Batches;
import io.cineai.store.query.ParsingStore;
import io.cineai.store.query.ParsingStore.Taken;
import io.cineai.store.query.QueryClaim;
import io.cineai.usecase.Stopping;
import io.cineai.usecase.Tally;
import io.cineai.usecase.batch.CollectedBatches;
import io.cineai.usecase.batch.Mailing;
import io.cineai.usecase.batch.SentBatches;
import io.cineai.usecase.spend.InLanes;
import io.cineai.usecase.spend.Matter;
import io.cineai.usecase.spend.PaidCalls;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Parses by a language model: batches that are under way first, then new ones, or single calls; the most used queries first. */
@ApplicationScoped
class ModelParses {
    private final ParsingStore queries;
    private final PaidCalls calls;
    private final SentBatches sent;
    private final CollectedBatches collected;
    private final WarmupConfig config;
    private final Stopping stopping;

    ModelParses(
            ParsingStore queries,
            PaidCalls calls,
            SentBatches sent,
            CollectedBatches collected,
            WarmupConfig config,
            Stopping stopping) {
        this.queries = queries;
        this.calls = calls;
        this.sent = sent;
        this.collected = collected;
        this.config = config;
        this.stopping = stopping;
    }

    /**
     * @param batch whether to send batches; empty: as configured
     * @param collectOnly ask nothing new
     */
    Uni<Tally> ask(Round round, Optional<Boolean> batch, boolean collectOnly) {
        return collected(round)
                .chain(before -> collectOnly
                        ? Uni.createFrom().item(before)
                        : asked(round, batch.orElse(config.batch())).map(before::plus))
                .map(tally -> tally.withLlm(round.ledger().total()));
    }

    private Uni<Tally> collected(Round round) {
        return service(round)
                .map(it -> collect(round, it))
                .orElse(Uni.createFrom().item(Tally.NOTHING));
    }

    private Uni<Tally> collect(Round round, Batches service) {
        return collected.collect(
                feature(round),
                round.asking().model().id().provider(),
                service,
                round.asking().run(),
                round.ledger());
    }

    private Uni<Tally> asked(Round round, boolean byBatch) {
        return service(round)
                .filter(it -> byBatch)
                .map(it -> sent.send(mailing(round, it)))
                .orElseGet(() -> new InLanes(config.lanes()).all(() -> next(round), () -> isEnough(round)));
    }

    private Mailing mailing(Round round, Batches service) {
        return new Mailing(
                feature(round), round.asking().account(), service, round.ledger(), round.deadline(), () -> taken(
                                round, config.batchSize())
                        .map(found -> found.map(it -> matters(round, it.claims()))));
    }

    private Uni<Tally> next(Round round) {
        return taken(round, 1).chain(found -> found.filter(it -> !it.claims().isEmpty())
                .map(it -> calls.ask(matters(round, it.claims()).get(0), round.ledger(), round.deadline()))
                .orElseGet(() -> Uni.createFrom().item(Tally.NOTHING)));
    }

    /** Empty: there is no more, or this run has had enough. */
    private Uni<Optional<Taken>> taken(Round round, int most) {
        int allowed = isEnough(round) ? 0 : round.allowed().take(most);
        if (allowed == 0) return Uni.createFrom().item(Optional.empty());
        return queries.claim(allowed, round.among(), config.lease(), config.maxAttempts())
                .invoke(taken -> round.took(taken, allowed))
                .map(taken -> Optional.of(taken).filter(it -> !it.over()));
    }

    private List<Matter> matters(Round round, List<QueryClaim> claims) {
        return claims.stream()
                .<Matter>map(
                        claim -> new QueryMatter(round.asking(), round.claims().of(claim), config.lease()))
                .toList();
    }

    private QueryFeature feature(Round round) {
        return new QueryFeature(queries, round.claims());
    }

    private boolean isEnough(Round round) {
        return round.allowed().isOver()
                || round.ledger().isStopped()
                || stopping.isAsked()
                || round.deadline().isPast();
    }

    private static Optional<Batches> service(Round round) {
        return SentBatches.service(round.asking().model(), round.asking().card());
    }
}
