package io.cineai.usecase.query;

import io.cineai.store.orm.Batch;
import io.cineai.store.orm.Waiting;
import io.cineai.store.query.ParsingStore;
import io.cineai.usecase.batch.Feature;
import io.cineai.usecase.spend.Claimed;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Queries that are asked about in batches. */
record QueryFeature(ParsingStore queries, ClaimedQueries claims) implements Feature {
    @Override
    public String name() {
        return WarmQueries.FEATURE;
    }

    @Override
    public Waiting waiting() {
        return Waiting.QUERIES;
    }

    @Override
    public Uni<List<Claimed>> claimed(Batch batch) {
        return queries.claimedIn(batch.intent())
                .map(held -> held.stream().<Claimed>map(claims::of).toList());
    }
}
