package io.cineai.usecase;

import io.cineai.queue.Priority;
import io.cineai.recommend.Algorithm;
import io.cineai.recommend.ListSettings;
import io.cineai.store.queue.Due;
import io.cineai.store.queue.QueueStore;
import io.cineai.store.queue.Wish;
import io.cineai.taste.UserId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Refreshes one user's list, or all lists that are due. Both go through the queue: the sweep only enqueues, and then drains. */
@ApplicationScoped
public class RefreshRecommendations {
    private final QueueStore queue;
    private final DrainQueue drain;
    private final GenerateLists lists;
    private final WantedLists wanted;
    private final RecordedRun recorded;
    private final QueueConfig queueConfig;
    private final Clock clock;

    RefreshRecommendations(
            QueueStore queue,
            DrainQueue drain,
            GenerateLists lists,
            WantedLists wanted,
            RecordedRun recorded,
            QueueConfig queueConfig,
            Clock clock) {
        this.queue = queue;
        this.drain = drain;
        this.lists = lists;
        this.wanted = wanted;
        this.recorded = recorded;
        this.queueConfig = queueConfig;
        this.clock = clock;
    }

    /**
     * What a call may say; null stands for what is configured.
     *
     * @param userId null: every user whose list is due
     * @param limit films in a list. Range 1 to 200.
     * @param algorithm hybrid, collaborative, content or popular
     * @param diversityFactor range 0 (relevance only) to 1
     * @param includeExplanations whether rows carry reasons
     * @param force makes every list due, also where nothing changed
     * @param dryRun count, change nothing
     * @param deadlineSeconds after so many no more users are taken up
     */
    public record Request(
            @Nullable UUID userId,
            @Nullable Integer limit,
            @Nullable String algorithm,
            @Nullable Double diversityFactor,
            @Nullable Boolean includeExplanations,
            @Nullable Boolean force,
            @Nullable Boolean dryRun,
            @Nullable Integer deadlineSeconds) {
        public static final Request DUE = new Request(null, null, null, null, null, null, null, null);

        public Request {
            Rule.within("limit", limit, 1, ListSettings.MAX_SIZE);
            Rule.within("diversityFactor", diversityFactor, 0, 1);
            Rule.positive("deadlineSeconds", deadlineSeconds);
            if (algorithm != null && Algorithm.ofLabel(algorithm).isEmpty())
                throw new IllegalArgumentException(
                        "algorithm must be hybrid, collaborative, content or popular: " + algorithm);
        }

        Wish wish() {
            return new Wish(limit, algorithm, diversityFactor, includeExplanations, Boolean.TRUE.equals(force));
        }

        boolean counts() {
            return Boolean.TRUE.equals(dryRun);
        }
    }

    /** Fails with {@link IllegalArgumentException} when there is no such user. */
    public Uni<RunReport> run(Request request) {
        return recorded.of("recommendation-job", () -> refresh(request));
    }

    private Uni<Tally> refresh(Request request) {
        if (request.userId() != null) return one(new UserId(request.userId()), request);
        Deadline deadline = Deadline.in(request.deadlineSeconds(), queueConfig.deadline(), clock);
        return wanted.due(request.wish(), request.wish().force())
                .chain(due -> request.counts() ? count(due) : sweep(due, request.wish(), deadline));
    }

    private Uni<Tally> count(Due due) {
        return queue.countDue(due).map(Tally.NOTHING::withRemaining);
    }

    private Uni<Tally> sweep(Due due, Wish wish, Deadline deadline) {
        return queue.enqueueDue(due, Priority.SWEEP, "sweep", wish)
                .chain(() -> drain.drain(Integer.MAX_VALUE, deadline));
    }

    private Uni<Tally> one(UserId user, Request request) {
        if (request.counts()) return Uni.createFrom().item(Tally.NOTHING.withRemaining(1));
        return queue.enqueue(user, Priority.BY_HAND, "by hand", request.wish())
                .invoke(exists -> {
                    if (!exists) throw new IllegalArgumentException("userId must be the id of a user: " + user);
                })
                .chain(() -> queue.claim(user, queueConfig.lease()))
                .chain(claim -> claim.map(it -> lists.generate(List.of(it), () -> false))
                        .orElse(Uni.createFrom().item(Tally.ONE_DEFERRED)));
    }
}
