package io.cineai.usecase.batch;

import io.cineai.store.orm.Batch;
import io.cineai.store.orm.Waiting;
import io.cineai.usecase.spend.Claimed;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Something that is asked for in batches. */
public interface Feature {
    /** The function that sends its batches, and that alone collects them. */
    String name();

    /** The rows that wait meanwhile. */
    Waiting waiting();

    /** What is asked in this batch and still its; not what is gone, or answered, or somebody else's by now. */
    Uni<List<Claimed>> claimed(Batch batch);
}
