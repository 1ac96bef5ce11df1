package io.cineai.usecase;

import io.cineai.log.About;
import io.cineai.movie.MovieId;
import io.cineai.queue.RetryPolicy;
import io.cineai.recommend.Algorithm;
import io.cineai.recommend.Evidence;
import io.cineai.recommend.Evidence.PopularFilm;
import io.cineai.recommend.ListSettings;
import io.cineai.recommend.Recommender;
import io.cineai.recommend.Shortlist;
import io.cineai.store.Busy;
import io.cineai.store.Gone;
import io.cineai.store.fact.FactStore;
import io.cineai.store.fact.UserFacts;
import io.cineai.store.feed.FeedRenderer;
import io.cineai.store.feed.RenderedList;
import io.cineai.store.film.FilmStore;
import io.cineai.store.model.ModelStore;
import io.cineai.store.model.ModelStore.Model;
import io.cineai.store.orm.ListStore;
import io.cineai.store.queue.Claim;
import io.cineai.store.queue.QueueStore;
import io.cineai.store.queue.Wish;
import io.cineai.taste.Grading;
import io.cineai.taste.TasteProfile;
import io.cineai.taste.TasteProfile.Opinion;
import io.cineai.taste.UserId;
import io.cineai.telemetry.Telemetry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Makes the lists of claimed users: the one method in which a scheduled sweep and a changed rating meet. */
@ApplicationScoped
class GenerateLists {
    private static final Logger LOG = Logger.getLogger(GenerateLists.class);
    private static final int BEATS_A_LEASE = 3;

    private final FactStore facts;
    private final ModelStore models;
    private final FilmStore films;
    private final ListStore lists;
    private final QueueStore queue;
    private final RecommendConfig config;
    private final Clock clock;
    private final Telemetry telemetry;
    private final RetryPolicy retries;
    private final Duration lease;
    private final FeedRenderer renderer;
    private final ListSettings defaults;

    GenerateLists(
            FactStore facts,
            ModelStore models,
            FilmStore films,
            ListStore lists,
            QueueStore queue,
            RecommendConfig config,
            QueueConfig queueConfig,
            Clock clock,
            Telemetry telemetry) {
        this.facts = facts;
        this.models = models;
        this.films = films;
        this.lists = lists;
        this.queue = queue;
        this.config = config;
        this.clock = clock;
        this.telemetry = telemetry;
        retries = new RetryPolicy(queueConfig.maxAttempts(), queueConfig.backOff(), queueConfig.maxBackOff());
        lease = queueConfig.lease();
        renderer = new FeedRenderer(config.freshFor());
        defaults = new ListSettings(
                config.listSize(), config.algorithm(), config.diversityFactor(), config.explanations());
    }

    /** What a list is like when it is made as wished, and as configured where nothing is wished. */
    ListSettings settings(Wish wish) {
        return new ListSettings(
                Optional.ofNullable(wish.limit()).orElse(defaults.size()),
                Optional.ofNullable(wish.algorithm())
                        .flatMap(Algorithm::ofLabel)
                        .orElse(defaults.algorithm()),
                Optional.ofNullable(wish.diversityFactor()).orElse(defaults.diversityFactor()),
                Optional.ofNullable(wish.includeExplanations()).orElse(defaults.includeExplanations()));
    }

    /**
     * Makes and writes the lists of these claims, one after the other, and keeps the claims meanwhile. A user that fails goes back into
     * the queue; once it is {@code enough}, so do those that were not started, and that costs them no attempt.
     */
    Uni<Tally> generate(List<Claim> claims, BooleanSupplier enough) {
        Leases leases = new Leases(claims);
        List<UserId> users = claims.stream().map(Claim::user).toList();
        Cancellable heartbeat = heartbeat(leases);
        return Uni.combine()
                .all()
                .unis(models.version(), facts.of(users))
                .asTuple()
                .map(known -> jobs(claims, known.getItem1(), known.getItem2()))
                .chain(jobs -> inTurn(jobs, leases, enough))
                .onTermination()
                .invoke(heartbeat::cancel);
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

    private static List<Job> jobs(List<Claim> claims, long model, Map<UserId, UserFacts> known) {
        return claims.stream()
                .map(claim -> new Job(claim, known.get(claim.user()), model))
                .toList();
    }

    private Uni<Tally> inTurn(List<Job> jobs, Leases leases, BooleanSupplier enough) {
        return Multi.createFrom()
                .iterable(jobs)
                .onItem()
                .transformToUniAndConcatenate(
                        job -> inTurn(job, leases, enough).onTermination().invoke(() -> leases.ended(job.claim())))
                .collect()
                .in(ArrayList<Tally>::new, List::add)
                .map(tallies -> tallies.stream().reduce(Tally.NOTHING, Tally::plus));
    }

    private Uni<Tally> inTurn(Job job, Leases leases, BooleanSupplier enough) {
        if (leases.isLost(job.claim())) return fenced(job.claim());
        return enough.getAsBoolean() ? handedBack(job) : safely(job);
    }

    /** Its lease ended before its turn came: whoever has it now makes the list. */
    private Uni<Tally> fenced(Claim claim) {
        telemetry.fenced();
        About.user(
                claim.user(), () -> LOG.infof("fenced off from user %s: the claim is somebody else's", claim.user()));
        return Uni.createFrom().item(Tally.ONE_DEFERRED);
    }

    /** One user to be served. */
    private record Job(Claim claim, UserFacts facts, long model) {}

    private Uni<Tally> handedBack(Job job) {
        return queue.release(job.claim()).replaceWith(Tally.ONE_DEFERRED);
    }

    /** Deferred, so that what throws before the first statement fails this user only. */
    private Uni<Tally> safely(Job job) {
        return Uni.createFrom()
                .deferred(() -> generate(job))
                .onFailure(Gone::is)
                .recoverWithUni(() -> again(job))
                .onFailure(Busy::is)
                .recoverWithUni(why -> deferred(job.claim(), why))
                .onFailure()
                .recoverWithUni(why -> failed(job.claim(), why));
    }

    /** Others are in the way, and not for long. */
    private Uni<Tally> deferred(Claim claim, Throwable why) {
        Duration wait = retries.delayAfter(1, RandomGenerator.getDefault());
        return queue.defer(claim, wait, String.valueOf(why))
                .replaceWith(Tally.ONE_DEFERRED.withProblem(claim.user().toString(), String.valueOf(why)));
    }

    /** A film that was remembered is there no more. */
    private Uni<Tally> again(Job job) {
        films.forget();
        return generate(job);
    }

    private Uni<Tally> generate(Job job) {
        ListSettings settings = settings(job.claim().wish());
        String madeWith = settings.fingerprint() + "/v" + job.model();
        String digest = InputDigest.of(job.facts(), madeWith, config);
        if (isUnchanged(job, digest))
            return lists.confirm(job.claim(), madeWith).chain(ours -> written(ours, job.claim(), Tally.ONE_SKIPPED));
        return evidence(job)
                .chain(evidence -> make(job, evidence, new Recommender(settings)))
                .chain(list -> lists.replace(job.claim(), list, digest, madeWith))
                .chain(ours -> written(ours, job.claim(), Tally.ONE_SUCCEEDED));
    }

    private Uni<Tally> written(boolean ours, Claim claim, Tally tally) {
        return ours ? Uni.createFrom().item(tally) : fenced(claim);
    }

    /** A list whose promise of freshness runs out soon is made again, so that what it says of itself stays true. */
    private boolean isUnchanged(Job job, String digest) {
        Duration half = config.freshFor().dividedBy(2);
        return !job.claim().wish().force()
                && job.facts()
                        .ready()
                        .filter(list -> list.inputDigest().equals(digest))
                        .filter(list ->
                                list.freshUntil().isAfter(clock.instant().plus(half)))
                        .isPresent();
    }

    private Uni<Evidence> evidence(Job job) {
        Grading grading = config.graded() ? Grading.GRADED : Grading.LIKES_ONLY;
        TasteProfile taste = TasteProfile.of(job.facts().signals(), grading, config.recencyDecay());
        List<MovieId> touched = taste.opinions().stream().map(Opinion::movie).toList();
        return Uni.combine()
                .all()
                .unis(models.rows(touched, job.model()), models.popular(job.model()))
                .with((model, popular) -> evidence(job, taste, model, popular));
    }

    private Evidence evidence(Job job, TasteProfile taste, Model model, List<PopularFilm> popular) {
        return new Evidence(
                taste,
                models.index(),
                model.collaborative(),
                model.content(),
                popular,
                job.facts().favouriteGenres());
    }

    /** The deciding takes a millisecond or two of one core: on a worker, so that no event loop waits for it. */
    private Uni<RenderedList> make(Job job, Evidence evidence, Recommender recommender) {
        return Uni.createFrom()
                .item(() -> recommender.shortlist(evidence))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(shortlist -> films.films(needed(evidence, shortlist))
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(known -> recommender.recommend(evidence, shortlist, known)))
                .map(list -> renderer.render(
                        list,
                        job.claim().generation(),
                        clock.instant(),
                        job.facts().ready()));
    }

    private static List<MovieId> needed(Evidence evidence, Shortlist shortlist) {
        List<MovieId> needed = new ArrayList<>(shortlist.films());
        for (Opinion opinion : evidence.taste().opinions()) if (opinion.liked()) needed.add(opinion.movie());
        return needed;
    }

    private Uni<Tally> failed(Claim claim, Throwable why) {
        About.user(
                claim.user(), () -> LOG.warnf(why, "no list for user %s, attempt %d", claim.user(), claim.attempts()));
        films.forget();
        Duration wait = retries.delayAfter(claim.attempts(), RandomGenerator.getDefault());
        return queue.fail(claim, wait, retries.exhausted(claim.attempts()), String.valueOf(why))
                .replaceWith(Tally.oneFailed(claim.user().toString(), String.valueOf(why)));
    }
}
