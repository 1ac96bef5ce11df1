package io.cineai.usecase;

import io.cineai.store.Busy;
import io.cineai.store.Unreachable;
import io.cineai.store.retention.Bound;
import io.cineai.store.retention.RetentionStore;
import io.cineai.store.retention.RetentionStore.Page;
import io.cineai.store.retention.RetentionStore.Walk;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every table bounded, a page at a time: no statement takes long, none waits for anybody, and whoever reads or writes meanwhile
 * notices nothing. Ended at any time, the next run goes on.
 */
@ApplicationScoped
public class ApplyRetention {
    private final RetentionStore store;
    private final RecordedRun recorded;
    private final RetentionConfig config;
    private final Clock clock;
    private final Stopping stopping;

    ApplyRetention(RetentionStore store, RecordedRun recorded, RetentionConfig config, Clock clock, Stopping stopping) {
        this.store = store;
        this.recorded = recorded;
        this.config = config;
        this.clock = clock;
        this.stopping = stopping;
    }

    /**
     * What a call may say; null stands for the default.
     *
     * @param limit rows at the most
     * @param dryRun count, change nothing
     * @param deadlineSeconds after so many no further page is looked at
     */
    public record Request(
            @Nullable Integer limit,
            @Nullable Boolean dryRun,
            @Nullable Integer deadlineSeconds) {
        public static final Request ALL = new Request(null, null, null);

        public Request {
            Rule.positive("limit", limit);
            Rule.positive("deadlineSeconds", deadlineSeconds);
        }
    }

    /** The report counts rows; its details say of which tables. */
    public Uni<RunReport> run(Request request) {
        return recorded.of("retention", () -> every(new Sweep(request)));
    }

    /** One run: how much may go, how much went, and how long the longest page took. */
    private final class Sweep {
        final boolean counts;
        final Deadline deadline;
        final Map<String, Object> rows = new LinkedHashMap<>();
        final Set<String> unfinished = new LinkedHashSet<>();
        long left;
        long longestMillis;

        Sweep(Request request) {
            counts = Boolean.TRUE.equals(request.dryRun());
            deadline = Deadline.in(request.deadlineSeconds(), config.deadline(), clock);
            left = request.limit() == null ? Long.MAX_VALUE : request.limit();
        }

        boolean isOver() {
            return left <= 0 || deadline.isPast() || stopping.isAsked();
        }

        Map<String, Object> details() {
            Map<String, Object> details = new LinkedHashMap<>(rows);
            details.put("longestMs", longestMillis);
            if (!unfinished.isEmpty()) details.put("unfinished", unfinished);
            return details;
        }
    }

    private Uni<Tally> every(Sweep sweep) {
        return Multi.createFrom()
                .items(Bound.values())
                .onItem()
                .transformToUniAndConcatenate(table -> safely(sweep, table))
                .collect()
                .in(ArrayList<Tally>::new, List::add)
                .map(tallies ->
                        tallies.stream().reduce(Tally.NOTHING, Tally::plus).withDetails(sweep.details()));
    }

    /** A table that cannot be looked after does not keep the others from it. */
    private Uni<Tally> safely(Sweep sweep, Bound table) {
        Predicate<Throwable> ofThisTable = why -> !Unreachable.is(why);
        return walked(sweep, table).onFailure(ofThisTable).recoverWithItem(why -> putOff(sweep, table, why));
    }

    private static Tally putOff(Sweep sweep, Bound table, Throwable why) {
        sweep.unfinished.add(table.label());
        return Busy.is(why)
                ? Tally.ONE_DEFERRED.withProblem(table.label(), String.valueOf(why))
                : Tally.oneFailed(table.label(), String.valueOf(why));
    }

    private Uni<Tally> walked(Sweep sweep, Bound table) {
        Walk walk = new Walk(table, bound(table), size(table), config.lockTimeout());
        Walked walked = new Walked(table.start());
        return Multi.createBy()
                .repeating()
                .uni(() -> page(sweep, walk, walked))
                .whilst(page -> walked.goesOn)
                .collect()
                .last()
                .map(last -> tally(sweep, table, walked));
    }

    /** How far a table is walked. */
    private static final class Walked {
        String last;
        boolean goesOn = true;
        long past;
        long gone;

        Walked(String start) {
            last = start;
        }
    }

    private Uni<Page> page(Sweep sweep, Walk walk, Walked walked) {
        long start = clock.millis();
        if (sweep.isOver()) {
            sweep.unfinished.add(walk.table().label());
            walked.goesOn = false;
            return Uni.createFrom().item(Page.NOTHING);
        }
        return (sweep.counts ? store.count(walk, walked.last) : store.forget(walk, walked.last, sweep.left))
                .invoke(page -> note(sweep, walk, walked, page))
                .invoke(page -> sweep.longestMillis = Math.max(sweep.longestMillis, clock.millis() - start));
    }

    /** A page that is full is followed by another, unless it led nowhere: then all of it is one moment's, and held by others. */
    private static void note(Sweep sweep, Walk walk, Walked walked, Page page) {
        String last = page.last().orElse(walked.last);
        walked.goesOn = page.looked() >= walk.size() && (page.gone() > 0 || !last.equals(walked.last));
        walked.last = last;
        walked.past += page.past();
        walked.gone += page.gone();
        sweep.left -= page.gone();
        if (sweep.left <= 0 && page.past() > page.gone())
            sweep.unfinished.add(walk.table().label());
    }

    private static Tally tally(Sweep sweep, Bound table, Walked walked) {
        sweep.rows.put(table.label(), sweep.counts ? walked.past : walked.gone);
        return Tally.items(walked.gone, 0, 0).withRemaining(walked.past - walked.gone);
    }

    private int size(Bound table) {
        return table == Bound.LISTS ? config.users() : config.page();
    }

    private double bound(Bound table) {
        return switch (table) {
            case LISTS -> config.listRows();
            case DEAD_RUNS -> seconds(config.deadRuns());
            case QUERIES -> seconds(config.queries());
            case FEEDBACK -> seconds(config.feedback());
            case ANALYSES, STYLES, THEMES, JOURNEYS, NEIGHBOURS -> seconds(config.analyses());
            case RUNS -> seconds(config.runs());
            case CALLS -> seconds(config.calls());
            case BUDGET -> seconds(config.budget());
            case BATCHES -> seconds(config.batches());
            case HEALTH -> seconds(config.health());
            case EVALUATIONS -> seconds(config.evaluations());
        };
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
