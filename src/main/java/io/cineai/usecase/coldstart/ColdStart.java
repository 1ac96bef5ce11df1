package io.cineai.usecase.coldstart;

import io.cineai.analyze.AnalysisKind;
import io.cineai.store.Unreachable;
import io.cineai.usecase.Deadline;
import io.cineai.usecase.MakeEveryList;
import io.cineai.usecase.RecordedRun;
import io.cineai.usecase.Rule;
import io.cineai.usecase.RunReport;
import io.cineai.usecase.Tally;
import io.cineai.usecase.analysis.AnalyzeFilms;
import io.cineai.usecase.coldstart.Progress.Phase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fills an installation that has nothing: analyses the most wanted films, within the budget, then learns the model where there is none, and
 * makes a list for everybody. Killed at any time, a second run with {@code resume} does the rest. Analyses never keep lists from being
 * made: they have half of the time, what is sent in batches is not waited for, and what fails is told.
 */
@ApplicationScoped
public class ColdStart {
    private static final Logger LOG = Logger.getLogger(ColdStart.class);

    private final AnalyzeFilms analyses;
    private final MakeEveryList lists;
    private final RecordedRun recorded;
    private final Progress progress;
    private final ColdStartConfig config;
    private final Clock clock;

    ColdStart(
            AnalyzeFilms analyses,
            MakeEveryList lists,
            RecordedRun recorded,
            Progress progress,
            ColdStartConfig config,
            Clock clock) {
        this.analyses = analyses;
        this.lists = lists;
        this.recorded = recorded;
        this.progress = progress;
        this.config = config;
        this.clock = clock;
    }

    /**
     * What a call may say; null stands for the default.
     *
     * @param movies how many films are to have all three analyses, the most wanted first, those included that have them; default 1,000
     * @param resume true, the default: lists that are there and not due stay as they are
     * @param limit users at the most
     * @param dryRun count users and films, say what the analyses would cost, change nothing
     * @param deadlineSeconds after so many no more users are taken up, and after half of them no more films
     */
    public record Request(
            @Nullable Integer movies,
            @Nullable Boolean resume,
            @Nullable Integer limit,
            @Nullable Boolean dryRun,
            @Nullable Integer deadlineSeconds) {
        public static final Request DEFAULT = new Request(null, null, null, null, null);

        /** No analysis: where that is seen to already. */
        public static final Request LISTS = new Request(0, null, null, null, null);

        private static final int MOST_MOVIES = 1_000_000;
        private static final int WANTED_MOVIES = 1_000;

        public Request {
            Rule.within("movies", movies, 0, MOST_MOVIES);
            Rule.positive("limit", limit);
            Rule.positive("deadlineSeconds", deadlineSeconds);
        }

        int films() {
            return movies == null ? WANTED_MOVIES : movies;
        }

        boolean startsOver() {
            return Boolean.FALSE.equals(resume);
        }

        int users() {
            return limit == null ? Integer.MAX_VALUE : limit;
        }
    }

    /** The report counts users; what became of films is in its details. */
    public Uni<RunReport> run(Request request) {
        return recorded.of(
                "cold-start", run -> Boolean.TRUE.equals(request.dryRun()) ? count(run, request) : start(run, request));
    }

    private Uni<Tally> count(UUID run, Request request) {
        return analyses.price(request.films(), run).chain(films -> lists.count(request.startsOver())
                .map(users -> Tally.NOTHING.withRemaining(users).withDetails(films)));
    }

    private Uni<Tally> start(UUID run, Request request) {
        Duration time =
                request.deadlineSeconds() == null ? config.deadline() : Duration.ofSeconds(request.deadlineSeconds());
        Deadline forAll = new Deadline(clock, clock.instant().plus(time));
        Deadline forFilms = new Deadline(clock, clock.instant().plus(time.dividedBy(2)));
        return analyzed(run, request, forFilms).chain(films -> learned(run)
                .chain(figures -> served(run, request, forAll).map(users -> films.under(users, figures))));
    }

    /** What became of the films: the analyses' own tallies, which the report of users takes in as details, money and problems. */
    private static final class Films {
        private final Map<String, Object> byAnalysis = new LinkedHashMap<>();
        private Tally all = Tally.NOTHING;

        Films add(AnalysisKind kind, Tally tally) {
            Map<String, Object> counts = new LinkedHashMap<>();
            counts.put("succeeded", tally.succeeded());
            counts.put("failed", tally.failed());
            counts.put("deferred", tally.deferred());
            counts.putAll(tally.details());
            byAnalysis.put(kind.function(), counts);
            all = all.plus(tally);
            return this;
        }

        Tally under(Tally users, Map<String, Object> figures) {
            Map<String, Object> details = new LinkedHashMap<>(figures);
            if (!byAnalysis.isEmpty()) details.put("analyses", byAnalysis);
            return users.plus(new Tally(0, 0, 0, 0, 0, all.llm(), all.problems(), details));
        }
    }

    private Uni<Films> analyzed(UUID run, Request request, Deadline deadline) {
        if (request.films() == 0) return Uni.createFrom().item(new Films());
        return Multi.createFrom()
                .items(AnalysisKind.values())
                .onItem()
                .transformToUniAndConcatenate(kind -> Uni.createFrom()
                        .deferred(() -> analyzed(run, kind, request.films(), deadline))
                        .onFailure(why -> !Unreachable.is(why))
                        .recoverWithItem(why -> withoutIt(kind, why))
                        .map(tally -> new Analyzed(kind, tally)))
                .collect()
                .in(Films::new, (films, done) -> films.add(done.kind(), done.tally()));
    }

    private record Analyzed(AnalysisKind kind, Tally tally) {}

    private Uni<Tally> analyzed(UUID run, AnalysisKind kind, int films, Deadline deadline) {
        return analyses.reached(kind).chain(before -> analyses.missing(kind, films)
                .chain(missing -> progress.during(
                        new Phase(run, kind.function(), before + missing),
                        () -> analyses.reached(kind),
                        () -> analyses.analyze(kind, missing, run, deadline))));
    }

    private static Tally withoutIt(AnalysisKind kind, Throwable why) {
        LOG.warnf("cold start goes on without %s: %s", kind.function(), why.getMessage());
        return Tally.NOTHING.withProblem(kind.function(), String.valueOf(why.getMessage()));
    }

    private Uni<Map<String, Object>> learned(UUID run) {
        return progress.during(
                new Phase(run, "model", 1), () -> Uni.createFrom().item(0L), lists::learn);
    }

    private Uni<Tally> served(UUID run, Request request, Deadline deadline) {
        return lists.enqueue(request.startsOver()).chain(waiting -> {
            long users = Math.min(waiting, request.users());
            return progress.during(
                    new Phase(run, "lists", users),
                    () -> lists.waiting().map(still -> waiting - still),
                    () -> lists.serve(request.users(), deadline));
        });
    }
}
