package io.cineai.usecase.wording;

import io.cineai.movie.Movie;
import io.cineai.movie.MovieId;
import io.cineai.opinion.Brief;
import io.cineai.store.film.FilmStore;
import io.cineai.store.opinion.Next;
import io.cineai.store.opinion.OpinionClaim;
import io.cineai.store.opinion.OpinionStore;
import io.cineai.store.orm.OpinionResultStore;
import io.cineai.taste.UserId;
import io.cineai.usecase.Deadline;
import io.cineai.usecase.Stopping;
import io.cineai.usecase.Tally;
import io.cineai.usecase.spend.InLanes;
import io.cineai.usecase.spend.Ledger;
import io.cineai.usecase.spend.PaidCalls;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks about lists one by one, several at a time, as fast as the rate allows, until nobody waits, the money is gone or the deadline comes. */
@ApplicationScoped
class Lanes {
    /** A run that waits for its turn looks up now and then: it may be told to stop. */
    private static final Duration LOOKS_UP_AFTER = Duration.ofSeconds(1);

    private final OpinionStore opinions;
    private final OpinionResultStore results;
    private final FilmStore films;
    private final PaidCalls calls;
    private final WordingConfig config;
    private final Stopping stopping;
    private final Clock clock;

    Lanes(
            OpinionStore opinions,
            OpinionResultStore results,
            FilmStore films,
            PaidCalls calls,
            WordingConfig config,
            Stopping stopping,
            Clock clock) {
        this.opinions = opinions;
        this.results = results;
        this.films = films;
        this.calls = calls;
        this.config = config;
        this.stopping = stopping;
        this.clock = clock;
    }

    /** What the lanes of one run have in common. */
    private record Run(
            Asking asking,
            Ledger ledger,
            Deadline deadline,
            Optional<UserId> only,
            AtomicInteger left,
            AtomicBoolean over,
            AtomicInteger dropped) {}

    Uni<Tally> ask(Asking asking, Deadline deadline, Optional<UserId> only, int limit) {
        Run run = new Run(
                asking,
                new Ledger(),
                deadline,
                only,
                new AtomicInteger(limit),
                new AtomicBoolean(),
                new AtomicInteger());
        return inLanes(run).map(tally -> tally.withLlm(run.ledger().total())
                .withDetails(Map.of("wordsDropped", run.dropped().get())));
    }

    private Uni<Tally> inLanes(Run run) {
        return new InLanes(config.lanes()).all(() -> next(run), () -> isEnough(run));
    }

    private Uni<Tally> next(Run run) {
        if (isEnough(run) || run.left().getAndDecrement() <= 0) {
            run.over().set(true);
            return Uni.createFrom().item(Tally.NOTHING);
        }
        return opinions.claim(run.only(), config.lease(), config.maxAttempts()).chain(next -> taken(run, next));
    }

    private Uni<Tally> taken(Run run, Next next) {
        if (next instanceof Next.Claimed claimed) return asked(run, claimed.claim());
        run.left().incrementAndGet();
        if (next instanceof Next.NotBefore later) return later(run, later.moment());
        run.over().set(true);
        return Uni.createFrom().item(Tally.NOTHING);
    }

    private Uni<Tally> asked(Run run, OpinionClaim claim) {
        return films.films(named(claim.brief()))
                .chain(known -> calls.ask(matter(run, claim, known), run.ledger(), run.deadline()));
    }

    private ListMatter matter(Run run, OpinionClaim claim, Map<MovieId, Movie> known) {
        return new ListMatter(run.asking(), claim, known, opinions, results, config, run.dropped()::addAndGet);
    }

    /** Who exceeds the rate waits for the next minute where this run lasts so long, and for the next run otherwise. */
    private Uni<Tally> later(Run run, Instant moment) {
        Duration wait = Duration.between(clock.instant(), moment);
        if (!run.deadline().leaves(wait)) {
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

    private static Collection<MovieId> named(Brief brief) {
        Set<MovieId> named = new HashSet<>(brief.liked());
        brief.films().forEach(it -> named.add(it.film()));
        return named;
    }

    private boolean isEnough(Run run) {
        return run.over().get()
                || run.ledger().isStopped()
                || stopping.isAsked()
                || run.deadline().isPast();
    }
}
