package io.cineai.usecase;

import io.cineai.queue.Priority;
import io.cineai.store.model.ModelStore;
import io.cineai.store.queue.QueueStore;
import io.cineai.store.queue.QueueStore.Backlog;
import io.cineai.store.queue.Wish;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes a list for every user who has none, in three steps: a model where there is none yet, everybody into the queue, and out of it. */
@ApplicationScoped
public class MakeEveryList {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final TrainSimilarity training;
    private final QueueStore queue;
    private final DrainQueue drain;
    private final WantedLists wanted;
    private final ModelStore models;
    private final Stopping stopping;

    MakeEveryList(
            TrainSimilarity training,
            QueueStore queue,
            DrainQueue drain,
            WantedLists wanted,
            ModelStore models,
            Stopping stopping) {
        this.training = training;
        this.queue = queue;
        this.drain = drain;
        this.wanted = wanted;
        this.models = models;
        this.stopping = stopping;
    }

    /** How many users want a list. anew: all of them. */
    public Uni<Long> count(boolean anew) {
        return wanted.due(Wish.NONE, anew).chain(queue::countDue);
    }

    /** Trains where there is no model yet; the figures of the training, none where there was one. */
    public Uni<Map<String, Object>> learn() {
        return models.version()
                .chain(version -> version > 0
                        ? Uni.createFrom().item(Map.<String, Object>of())
                        : training.train().map(Tally::details));
    }

    /** Enqueues who wants a list, behind everybody with a change; how many users wait then. */
    public Uni<Long> enqueue(boolean anew) {
        Wish wish = anew ? new Wish(null, null, null, null, true) : Wish.NONE;
        return wanted.due(Wish.NONE, anew)
                .chain(due -> queue.enqueueDue(due, Priority.BACKFILL, "cold start", wish))
                .chain(this::waiting);
    }

    /** How many users wait or are in work. */
    public Uni<Long> waiting() {
        return queue.backlog().map(Backlog::open);
    }

    /** Drains again while somebody else, perhaps a process that died, holds a claim: its lease ends, and its user is served here. */
    public Uni<Tally> serve(int limit, Deadline deadline) {
        return Multi.createBy()
                .repeating()
                .uni(() -> drain.drain(limit, deadline).chain(this::thenLook))
                .whilst(look -> limit == Integer.MAX_VALUE
                        && look.backlog().running() > 0
                        && !stopping.isAsked()
                        && !deadline.isPast())
                .collect()
                .in(ArrayList<Look>::new, List::add)
                .map(looks -> looks.stream()
                        .map(Look::tally)
                        .reduce(Tally.NOTHING, Tally::plus)
                        .withRemaining(looks.get(looks.size() - 1).backlog().open()));
    }

    private Uni<Look> thenLook(Tally tally) {
        return queue.backlog()
                .map(backlog -> new Look(tally, backlog))
                .chain(look -> look.backlog().running() == 0
                        ? Uni.createFrom().item(look)
                        : Uni.createFrom().item(look).onItem().delayIt().by(BETWEEN_LOOKS));
    }

    private record Look(Tally tally, Backlog backlog) {}
}
