package io.cineai.usecase;

import io.cineai.queue.Priority;
import io.cineai.store.model.ModelStore;
import io.cineai.store.queue.Due;
import io.cineai.store.queue.QueueStore;
import io.cineai.store.queue.Wish;
import io.cineai.taste.UserId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refreshes one user's list, or all lists that are due. Both go through the queue: the sweep only enqueues, and then drains. */
@ApplicationScoped
public class RefreshRecommendations {
    private final QueueStore queue;
    private final DrainQueue drain;
    private final GenerateLists lists;
    private final ModelStore models;
    private final RecordedRun recorded;
    private final RecommendConfig config;
    private final QueueConfig queueConfig;
    private final Clock clock;

    RefreshRecommendations(
            QueueStore queue,
            DrainQueue drain,
            GenerateLists lists,
            ModelStore models,
            RecordedRun recorded,
            RecommendConfig config,
            QueueConfig queueConfig,
            Clock clock) {
        this.queue = queue;
        this.drain = drain;
        this.lists = lists;
        this.models = models;
        this.recorded = recorded;
        this.config = config;
        this.queueConfig = queueConfig;
        this.clock = clock;
    }

    /**
     * What to refresh and how; null stands for what is configured.
     *
     * @param user null: every user whose list is due
     * @param wish what the lists should be like
     * @param dryRun count, change nothing
     */
    public record Request(
            @Nullable UserId user,
            Wish wish,
            boolean dryRun,
            @Nullable Integer deadlineSeconds) {}

    /** Fails with {@link IllegalArgumentException} when there is no such user. */
    public Uni<RunReport> run(Request request) {
        return recorded.of("recommendation-job", request, () -> refresh(request));
    }

    private Uni<Tally> refresh(Request request) {
        if (request.user() != null) return one(request.user(), request);
        Deadline deadline = Deadline.in(request.deadlineSeconds(), queueConfig.deadline(), clock);
        return due(request.wish()).chain(due -> request.dryRun() ? count(due) : sweep(due, request.wish(), deadline));
    }

    private Uni<Due> due(Wish wish) {
        String settings = lists.settings(wish).fingerprint();
        return models.version().map(version -> new Due(settings, version, config.maxAge(), wish.force()));
    }

    private Uni<Tally> count(Due due) {
        return queue.countDue(due).map(Tally.NOTHING::withRemaining);
    }

    private Uni<Tally> sweep(Due due, Wish wish, Deadline deadline) {
        return queue.enqueueDue(due, Priority.SWEEP, "sweep", wish)
                .chain(() -> drain.drain(Integer.MAX_VALUE, deadline));
    }

    private Uni<Tally> one(UserId user, Request request) {
        if (request.dryRun()) return Uni.createFrom().item(Tally.NOTHING.withRemaining(1));
        return queue.enqueue(user, Priority.BY_HAND, "by hand", request.wish())
                .invoke(exists -> {
                    if (!exists) throw new IllegalArgumentException("userId must be the id of a user: " + user);
                })
                .chain(() -> queue.claim(user, queueConfig.lease()))
                .chain(claim -> claim.map(it -> lists.generate(List.of(it)))
                        .orElse(Uni.createFrom().item(Tally.ONE_DEFERRED)));
    }
}
