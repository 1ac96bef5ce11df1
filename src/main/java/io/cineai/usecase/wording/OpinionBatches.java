package io.cineai.usecase.wording;

import io.cineai.llm.Batches;
import io.cineai.store.opinion.OpinionStore;
import io.cineai.usecase.Tally;
import io.cineai.usecase.batch.CollectedBatches;
import io.cineai.usecase.batch.Mailing;
import io.cineai.usecase.batch.SentBatches;
import io.cineai.usecase.spend.Asking;
import io.cineai.usecase.spend.Matter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Lists in batches, those first that have waited longest. */
@ApplicationScoped
class OpinionBatches {
    private final OpinionStore opinions;
    private final ClaimedLists lists;
    private final SentBatches sent;
    private final CollectedBatches collected;
    private final WordingConfig config;

    OpinionBatches(
            OpinionStore opinions,
            ClaimedLists lists,
            SentBatches sent,
            CollectedBatches collected,
            WordingConfig config) {
        this.opinions = opinions;
        this.lists = lists;
        this.sent = sent;
        this.collected = collected;
        this.config = config;
    }

    Uni<Tally> collect(Round round, Batches service) {
        Asking asking = round.asking();
        return collected.collect(feature(round), asking.model().id().provider(), service, asking.run(), round.ledger());
    }

    Uni<Tally> send(Round round, Batches service) {
        return sent.send(new Mailing(
                feature(round),
                round.asking().account(),
                service,
                round.ledger(),
                round.deadline(),
                () -> next(round)));
    }

    private OpinionFeature feature(Round round) {
        return new OpinionFeature(opinions, lists, round.dropped()::addAndGet);
    }

    private Uni<Optional<List<Matter>>> next(Round round) {
        int most = round.allowed().take(config.batchSize());
        if (most == 0) return Uni.createFrom().item(Optional.empty());
        return opinions.claim(round.only(), most, config.lease(), config.maxAttempts())
                .chain(claims -> lists.of(round.asking(), claims, round.dropped()::addAndGet))
                .map(matters -> Optional.of(matters).filter(it -> !it.isEmpty()));
    }
}
