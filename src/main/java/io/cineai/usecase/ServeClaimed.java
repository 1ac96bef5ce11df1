package io.cineai.usecase;

import io.cineai.log.About;
import io.cineai.queue.RetryPolicy;
import io.cineai.store.Busy;
import io.cineai.store.Unreachable;
import io.cineai.store.queue.Claim;
import io.cineai.store.queue.QueueStore;
import io.cineai.taste.UserId;
import io.cineai.telemetry.Telemetry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Serves claimed users in turn and keeps their claims meanwhile. A user that fails goes back into the queue; so do, at no cost of an
 * attempt, those for whom there is no time left, and those who are in the way of others.
 */
@ApplicationScoped
class ServeClaimed {
    private static final Logger LOG = Logger.getLogger(ServeClaimed.class);
    private static final int BEATS_A_LEASE = 3;

    private final QueueStore queue;
    private final Telemetry telemetry;
    private final RetryPolicy retries;
    private final Duration lease;

    ServeClaimed(QueueStore queue, QueueConfig config, Telemetry telemetry) {
        this.queue = queue;
        this.telemetry = telemetry;
        retries = new RetryPolicy(config.maxAttempts(), config.backOff(), config.maxBackOff());
        lease = config.lease();
    }

    /**
     * @param prepared what serves each of them, ready as soon as what all need is known
     * @param enough whether no more users are to be taken up
     */
    Uni<Tally> each(List<Claim> claims, Uni<Function<Claim, Uni<Tally>>> prepared, BooleanSupplier enough) {
        Leases leases = new Leases(claims);
        Cancellable heartbeat = heartbeat(leases);
        return prepared.chain(serve -> Multi.createFrom()
                        .iterable(claims)
                        .onItem()
                        .transformToUniAndConcatenate(claim -> inTurn(claim, serve, leases, enough)
                                .onTermination()
                                .invoke(() -> leases.ended(claim)))
                        .collect()
                        .in(ArrayList<Tally>::new, List::add))
                .map(tallies -> tallies.stream().reduce(Tally.NOTHING, Tally::plus))
                .onTermination()
                .invoke(heartbeat::cancel);
    }

    /** The claim is somebody else's by now, who does what is to be done. */
    Tally fenced(Claim claim) {
        telemetry.fenced();
        About.user(
                claim.user(), () -> LOG.infof("fenced off from user %s: the claim is somebody else's", claim.user()));
        return Tally.ONE_DEFERRED;
    }

    /** The claims of one batch: those that still want a heartbeat, and those that turned out to be somebody else's. */
    private static final class Leases {
        private final Map<UserId, Claim> open = new ConcurrentHashMap<>();
        private final Set<UserId> lost = ConcurrentHashMap.newKeySet();

        Leases(List<Claim> claims) {
            for (Claim claim : claims) open.put(claim.user(), claim);
        }

        List<Claim> open() {
            return List.copyOf(open.values());
        }

        void ended(Claim claim) {
            open.remove(claim.user());
        }

        void lost(Claim claim) {
            ended(claim);
            lost.add(claim.user());
        }

        boolean isLost(Claim claim) {
            return lost.contains(claim.user());
        }
    }

    /** One statement a claim: in one statement for all, a row that is locked would let the leases of the others lapse. */
    private Cancellable heartbeat(Leases leases) {
        return Multi.createFrom()
                .ticks()
                .startingAfter(lease.dividedBy(BEATS_A_LEASE))
                .every(lease.dividedBy(BEATS_A_LEASE))
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> Multi.createFrom()
                        .iterable(leases.open())
                        .onItem()
                        .transformToUniAndConcatenate(claim -> kept(claim, leases))
                        .collect()
                        .last())
                .subscribe()
                .with(beat -> {});
    }

    /** A beat that fails tells nothing: the fence decides in the end. */
    private Uni<Boolean> kept(Claim claim, Leases leases) {
        return queue.keep(claim, lease)
                .invoke(kept -> {
                    if (!kept) leases.lost(claim);
                })
                .onFailure()
                .recoverWithItem(true);
    }

    private Uni<Tally> inTurn(Claim claim, Function<Claim, Uni<Tally>> serve, Leases leases, BooleanSupplier enough) {
        if (leases.isLost(claim)) return Uni.createFrom().item(fenced(claim));
        return enough.getAsBoolean() ? handedBack(claim) : safely(claim, serve);
    }

    private Uni<Tally> handedBack(Claim claim) {
        return queue.release(claim).replaceWith(Tally.ONE_DEFERRED);
    }

    /** Deferred, so that what throws before the first statement fails this user only. */
    private Uni<Tally> safely(Claim claim, Function<Claim, Uni<Tally>> serve) {
        return Uni.createFrom()
                .deferred(() -> serve.apply(claim))
                .onFailure(why -> Busy.is(why) || Unreachable.is(why))
                .recoverWithUni(why -> deferred(claim, why))
                .onFailure()
                .recoverWithUni(why -> failed(claim, why));
    }

    /** Others are in the way, or the connection broke: not for long, and not this user's fault. */
    private Uni<Tally> deferred(Claim claim, Throwable why) {
        Duration wait = retries.delayAfter(1, RandomGenerator.getDefault());
        return queue.defer(claim, wait, String.valueOf(why))
                .replaceWith(Tally.ONE_DEFERRED.withProblem(claim.user().toString(), String.valueOf(why)));
    }

    private Uni<Tally> failed(Claim claim, Throwable why) {
        About.user(
                claim.user(), () -> LOG.warnf(why, "no list for user %s, attempt %d", claim.user(), claim.attempts()));
        Duration wait = retries.delayAfter(claim.attempts(), RandomGenerator.getDefault());
        return queue.fail(claim, wait, retries.exhausted(claim.attempts()), String.valueOf(why))
                .replaceWith(Tally.oneFailed(claim.user().toString(), String.valueOf(why)));
    }
}
