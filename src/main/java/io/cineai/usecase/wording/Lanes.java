package io.cineai.usecase.wording;

import io.cineai.store.opinion.Next;
import io.cineai.store.opinion.OpinionClaim;
import io.cineai.store.opinion.OpinionStore;
import io.cineai.usecase.Stopping;
import io.cineai.usecase.Tally;
import io.cineai.usecase.spend.InLanes;
import io.cineai.usecase.spend.PaidCalls;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asks about lists one by one, several at a time, as fast as the rate allows, until nobody waits, the money is gone or the deadline comes. */
@ApplicationScoped
class Lanes {
    /** A run that waits for its turn looks up now and then: it may be told to stop. */
    private static final Duration LOOKS_UP_AFTER = Duration.ofSeconds(1);

    private final OpinionStore opinions;
    private final ClaimedLists lists;
    private final PaidCalls calls;
    private final WordingConfig config;
    private final Stopping stopping;
    private final Clock clock;

    Lanes(
            OpinionStore opinions,
            ClaimedLists lists,
            PaidCalls calls,
            WordingConfig config,
            Stopping stopping,
            Clock clock) {
        this.opinions = opinions;
        this.lists = lists;
        this.calls = calls;
        this.config = config;
        this.stopping = stopping;
        this.clock = clock;
    }

    /** What the lanes of one run have in common. */
    private record Run(Round round, AtomicBoolean over) {}

    Uni<Tally> ask(Round round) {
        Run run = new Run(round, new AtomicBoolean());
        return new InLanes(config.lanes()).all(() -> next(run), () -> isEnough(run));
    }

    private Uni<Tally> next(Run run) {
        if (isEnough(run) || run.round().allowed().take(1) == 0) {
            run.over().set(true);
            return Uni.createFrom().item(Tally.NOTHING);
        }
        return opinions.claim(run.round().only(), config.lease(), config.maxAttempts())
                .chain(next -> taken(run, next));
    }

    private Uni<Tally> taken(Run run, Next next) {
        if (next instanceof Next.Claimed claimed) return asked(run.round(), claimed.claim());
        run.round().allowed().giveBack(1);
        if (next instanceof Next.NotBefore later) return later(run, later.moment());
        run.over().set(true);
        return Uni.createFrom().item(Tally.NOTHING);
    }

    private Uni<Tally> asked(Round round, OpinionClaim claim) {
        return lists.of(round.asking(), List.of(claim), round.dropped()::addAndGet)
                .chain(matters -> calls.ask(matters.get(0), round.ledger(), round.deadline()));
    }

    /** Who exceeds the rate waits for the next minute where this run lasts so long, and for the next run otherwise. */
    private Uni<Tally> later(Run run, Instant moment) {
        Duration wait = Duration.between(clock.instant(), moment);
        if (!run.round().deadline().leaves(wait)) {
            run.over().set(true);
            return Uni.createFrom().item(Tally.NOTHING);
        }
        Duration look = wait.compareTo(LOOKS_UP_AFTER) < 0 ? wait.plusMillis(1) : LOOKS_UP_AFTER;
        return Uni.createFrom()
                .item(Tally.NOTHING)
                .onItem()
                .delayIt()
                .by(look.isNegative() || look.isZero() ? Duration.ofMillis(1) : look);
    }

    private boolean isEnough(Run run) {
        return run.over().get()
                || run.round().ledger().isStopped()
                || stopping.isAsked()
                || run.round().deadline().isPast();
    }
}
