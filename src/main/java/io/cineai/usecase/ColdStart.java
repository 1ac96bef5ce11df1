package io.cineai.usecase;

import io.cineai.queue.Priority;
import io.cineai.store.model.ModelStore;
import io.cineai.store.queue.Due;
import io.cineai.store.queue.QueueStore;
import io.cineai.store.queue.QueueStore.Backlog;
import io.cineai.store.queue.Wish;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a list for every user of an installation that has none: trains the model where there is none yet, enqueues everybody as
 * backfill, and drains until all are served. Killed at any time, a second run with {@code resume} does the rest.
 */
@ApplicationScoped
public class ColdStart {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final TrainSimilarity training;
    private final QueueStore queue;
    private final DrainQueue drain;
    private final GenerateLists lists;
    private final ModelStore models;
    private final RecordedRun recorded;
    private final RecommendConfig config;
    private final QueueConfig queueConfig;
    private final Clock clock;
    private final Stopping stopping;

    ColdStart(
            TrainSimilarity training,
            QueueStore queue,
            DrainQueue drain,
            GenerateLists lists,
            ModelStore models,
            RecordedRun recorded,
            RecommendConfig config,
            QueueConfig queueConfig,
            Clock clock,
            Stopping stopping) {
        this.training = training;
        this.queue = queue;
        this.drain = drain;
        this.lists = lists;
        this.models = models;
        this.recorded = recorded;
        this.config = config;
        this.queueConfig = queueConfig;
        this.clock = clock;
        this.stopping = stopping;
    }

    /**
     * What a call may say; null stands for the default.
     *
     * @param movies how many of the most wanted films are analysed first, where analyses are installed; default 1,000
     * @param resume true, the default: lists that are there and not due stay as they are
     * @param limit users at the most
     * @param dryRun count, change nothing
     * @param deadlineSeconds after so many no more users are taken up
     */
    public record Request(
            @Nullable Integer movies,
            @Nullable Boolean resume,
            @Nullable Integer limit,
            @Nullable Boolean dryRun,
            @Nullable Integer deadlineSeconds) {
        public static final Request DEFAULT = new Request(null, null, null, null, null);
        private static final int MOST_MOVIES = 1_000_000;

        public Request {
            Rule.within("movies", movies, 0, MOST_MOVIES);
            Rule.positive("limit", limit);
            Rule.positive("deadlineSeconds", deadlineSeconds);
        }

        boolean startsOver() {
            return Boolean.FALSE.equals(resume);
        }

        int users() {
            return limit == null ? Integer.MAX_VALUE : limit;
        }
    }

    public Uni<RunReport> run(Request request) {
        return recorded.of("cold-start", () -> Boolean.TRUE.equals(request.dryRun()) ? count(request) : start(request));
    }

    private Uni<Tally> count(Request request) {
        return due(request).chain(queue::countDue).map(Tally.NOTHING::withRemaining);
    }

    private Uni<Tally> start(Request request) {
        Deadline deadline = Deadline.in(request.deadlineSeconds(), queueConfig.deadline(), clock);
        return trained().chain(figures -> due(request)
                .chain(due -> queue.enqueueDue(due, Priority.BACKFILL, "cold start", wish(request)))
                .chain(() -> untilServed(request.users(), deadline))
                .map(tally -> tally.withDetails(figures)));
    }

    private Uni<Map<String, Object>> trained() {
        return models.version()
                .chain(version -> version > 0
                        ? Uni.createFrom().item(Map.<String, Object>of())
                        : training.train().map(Tally::details));
    }

    private Uni<Due> due(Request request) {
        String settings = lists.settings(Wish.NONE).fingerprint();
        return models.version().map(version -> new Due(settings, version, config.maxAge(), request.startsOver()));
    }

    private static Wish wish(Request request) {
        return request.startsOver() ? new Wish(null, null, null, null, true) : Wish.NONE;
    }

    /** Drains again while somebody else, perhaps a process that died, holds a claim: its lease ends, and its user is served here. */
    private Uni<Tally> untilServed(int limit, Deadline deadline) {
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
