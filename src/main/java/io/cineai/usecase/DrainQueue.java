package io.cineai.usecase;

import io.cineai.queue.Priority;
import io.cineai.store.queue.Claim;
import io.cineai.store.queue.Frontier;
import io.cineai.store.queue.QueueStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Claims users and makes their lists, a few batches at a time, until none waits or the deadline comes. */
@ApplicationScoped
public class DrainQueue {
    /** Who is due now and was not claimed a moment ago is somebody else's, perhaps, or locked. */
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);

    private static final int MISSED_IN_BATCHES = 64;

    /** How often a drain looks at all that waits, after its first look: claims in between begin where the last one was. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private static final String FUNCTION = "queue-drain";

    private final QueueStore queue;
    private final GenerateLists lists;
    private final RecordedRun recorded;
    private final NoticeSilence silence;
    private final QueueConfig config;
    private final Clock clock;
    private final Stopping stopping;

    DrainQueue(
            QueueStore queue,
            GenerateLists lists,
            RecordedRun recorded,
            NoticeSilence silence,
            QueueConfig config,
            Clock clock,
            Stopping stopping) {
        this.queue = queue;
        this.lists = lists;
        this.recorded = recorded;
        this.silence = silence;
        this.config = config;
        this.clock = clock;
        this.stopping = stopping;
    }

    /**
     * What a call may say; null stands for the default.
     *
     * @param limit users at the most; null: all that wait
     * @param redrive first revives what is dead, with attempts 0
     * @param dryRun count, change nothing
     * @param deadlineSeconds after so many no more users are taken up
     */
    public record Request(
            @Nullable Integer limit,
            @Nullable Boolean redrive,
            @Nullable Boolean dryRun,
            @Nullable Integer deadlineSeconds) {
        public static final Request ALL = new Request(null, null, null, null);

        public Request {
            Rule.positive("limit", limit);
            Rule.positive("deadlineSeconds", deadlineSeconds);
        }
    }

    public Uni<RunReport> run(Request request) {
        Deadline deadline = Deadline.in(request.deadlineSeconds(), config.deadline(), clock);
        int limit = request.limit() == null ? Integer.MAX_VALUE : request.limit();
        boolean dryRun = Boolean.TRUE.equals(request.dryRun());
        return recorded.of(
                FUNCTION,
                () -> dryRun
                        ? withBacklog(Tally.NOTHING)
                        : redriven(request)
                                .chain(revived -> drain(limit, deadline)
                                        .map(tally ->
                                                revived > 0 ? tally.withDetails(Map.of("redriven", revived)) : tally))
                                .call(() -> silence.of("monitor", FUNCTION)));
    }

    private Uni<Integer> redriven(Request request) {
        return Boolean.TRUE.equals(request.redrive())
                ? queue.redrive(Priority.CHANGE)
                : Uni.createFrom().item(0);
    }

    /**
     * Works until the queue has nothing that may be claimed now or in a moment, {@code limit} users are served, or the deadline is past. A
     * change is due a moment after it came: whoever is woken by it waits for that moment.
     */
    Uni<Tally> drain(int limit, Deadline deadline) {
        long[] left = {limit};
        return Multi.createBy()
                .repeating()
                .uni(() -> round((int) left[0], deadline)
                        .invoke(round -> left[0] -= round.tally().claimed()))
                .whilst(Round::isFollowed)
                .collect()
                .in(ArrayList<Round>::new, List::add)
                .map(rounds -> rounds.stream()
                        .map(Round::tally)
                        .reduce(Tally.NOTHING, Tally::plus)
                        .withRemaining(rounds.get(rounds.size() - 1).tally().remaining()));
    }

    /** @param isFollowed whether somebody was due in a moment, and that moment is over */
    private record Round(Tally tally, boolean isFollowed) {}

    private Uni<Round> round(int limit, Deadline deadline) {
        return untilNoneIsDue(limit, deadline)
                .chain(done -> dueSoon(limit - done.claimed(), deadline).chain(wait -> wait.map(time -> Uni.createFrom()
                                .item(new Round(done, true))
                                .onItem()
                                .delayIt()
                                .by(time))
                        .orElse(Uni.createFrom().item(new Round(done, false)))));
    }

    private Uni<Optional<Duration>> dueSoon(long left, Deadline deadline) {
        if (left <= 0 || isEnough(deadline)) return Uni.createFrom().item(Optional.empty());
        return queue.nextDue().map(next -> next.filter(wait -> wait.compareTo(config.linger()) <= 0)
                .map(wait -> wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait)
                .filter(deadline::leaves));
    }

    private Uni<Tally> untilNoneIsDue(int limit, Deadline deadline) {
        Looks looks = new Looks();
        List<Uni<Tally>> lanes = IntStream.range(0, config.lanes())
                .mapToObj(lane -> lane(share(limit, lane), deadline, looks))
                .toList();
        return queue.foldMissed(config.batch() * MISSED_IN_BATCHES)
                .chain(() -> Uni.join().all(lanes).andFailFast())
                .map(tallies -> tallies.stream().reduce(Tally.NOTHING, Tally::plus))
                .chain(this::withBacklog);
    }

    private Uni<Tally> withBacklog(Tally tally) {
        return queue.backlog().map(backlog -> tally.withRemaining(backlog.ready()));
    }

    private int share(int limit, int lane) {
        return limit / config.lanes() + (lane < limit % config.lanes() ? 1 : 0);
    }

    /** How far the lanes have come, and whose turn it is to look at everything: the first batch's, and then somebody's every second. */
    private final class Looks {
        private final Frontier frontier = new Frontier();
        private final AtomicLong next = new AtomicLong(Long.MIN_VALUE);

        boolean isDue() {
            long due = next.get();
            long now = clock.millis();
            return now >= due && next.compareAndSet(due, now + BETWEEN_LOOKS.toMillis());
        }
    }

    private Uni<Tally> lane(int limit, Deadline deadline, Looks looks) {
        long[] left = {limit};
        return Multi.createBy()
                .repeating()
                .uni(() -> batch(left[0], deadline, looks).invoke(done -> left[0] -= done.claimed()))
                .until(done -> done.claimed() == 0)
                .collect()
                .in(ArrayList<Tally>::new, List::add)
                .map(tallies -> tallies.stream().reduce(Tally.NOTHING, Tally::plus));
    }

    private Uni<Tally> batch(long left, Deadline deadline, Looks looks) {
        if (left <= 0 || isEnough(deadline)) return Uni.createFrom().item(Tally.NOTHING);
        int size = (int) Math.min(left, config.batch());
        return claimed(size, looks)
                .chain(claims -> claims.isEmpty()
                        ? Uni.createFrom().item(Tally.NOTHING)
                        : lists.generate(claims, () -> isEnough(deadline)));
    }

    /** Who finds nobody beyond the frontier looks at everything before that counts. */
    private Uni<List<Claim>> claimed(int size, Looks looks) {
        if (looks.isDue()) return claimedOfAll(size, looks);
        return queue.claimBeyond(looks.frontier, size, config.lease(), config.maxAttempts())
                .chain(claims -> claims.isEmpty()
                        ? claimedOfAll(size, looks)
                        : Uni.createFrom().item(claims));
    }

    private Uni<List<Claim>> claimedOfAll(int size, Looks looks) {
        return queue.claim(size, config.lease(), config.maxAttempts(), looks.frontier);
    }

    private boolean isEnough(Deadline deadline) {
        return stopping.isAsked() || deadline.isPast();
    }
}
