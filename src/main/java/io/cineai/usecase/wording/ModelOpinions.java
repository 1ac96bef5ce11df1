package io.cineai.usecase.wording;

import io.cineai.llm.Batches;
import io.cineai.store.opinion.OpinionStore;
import io.cineai.usecase.Tally;
import io.cineai.usecase.batch.SentBatches;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Opinions by a language model: batches that are under way first, then new ones, or single calls. */
@ApplicationScoped
class ModelOpinions {
    private final OpinionStore opinions;
    private final Lanes lanes;
    private final OpinionBatches batches;
    private final WordingConfig config;

    ModelOpinions(OpinionStore opinions, Lanes lanes, OpinionBatches batches, WordingConfig config) {
        this.opinions = opinions;
        this.lanes = lanes;
        this.batches = batches;
        this.config = config;
    }

    /**
     * @param batch whether to send batches; empty: where no user is named, for then nobody waits
     * @param collectOnly ask nothing new
     */
    Uni<Tally> ask(Round round, Optional<Boolean> batch, boolean collectOnly) {
        return opinions.bury(config.maxAttempts())
                .chain(() -> collected(round))
                .chain(before -> collectOnly
                        ? Uni.createFrom().item(before)
                        : asked(round, batch).map(before::plus))
                .map(tally -> tally.withLlm(round.ledger().total())
                        .withDetails(Map.of("wordsDropped", round.dropped().get())));
    }

    private Uni<Tally> collected(Round round) {
        return service(round)
                .map(it -> batches.collect(round, it))
                .orElse(Uni.createFrom().item(Tally.NOTHING));
    }

    private Uni<Tally> asked(Round round, Optional<Boolean> batch) {
        boolean byBatch = batch.orElse(round.only().isEmpty() && config.batch());
        return service(round)
                .filter(it -> byBatch)
                .map(it -> batches.send(round, it))
                .orElseGet(() -> lanes.ask(round));
    }

    private static Optional<Batches> service(Round round) {
        return SentBatches.service(round.asking().model(), round.asking().card());
    }
}
