package io.cineai.usecase.wording;

import io.cineai.opinion.OpinionRubric;
import io.cineai.store.opinion.OpinionStore;
import io.cineai.store.orm.Batch;
import io.cineai.store.orm.Waiting;
import io.cineai.usecase.batch.Feature;
import io.cineai.usecase.spend.Claimed;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.IntConsumer;

/** Opinions that are asked for in batches. A batch is judged as what it was asked as, whatever is configured by now. */
record OpinionFeature(OpinionStore opinions, ClaimedLists lists, IntConsumer dropped) implements Feature {
    @Override
    public String name() {
        return AskForOpinions.FEATURE;
    }

    @Override
    public Waiting waiting() {
        return Waiting.OPINIONS;
    }

    @Override
    public Uni<List<Claimed>> claimed(Batch batch) {
        OpinionRubric rubric = OpinionRubric.of(batch.errand().version());
        return opinions.batched(batch.intent())
                .chain(claims -> lists.of(rubric, claims, dropped))
                .map(List::copyOf);
    }
}
