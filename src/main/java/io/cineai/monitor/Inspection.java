package io.cineai.monitor;

import io.cineai.monitor.Status.Analysis;
import io.cineai.monitor.Status.Lists;
import io.cineai.monitor.Status.Missed;
import io.cineai.monitor.Status.Queue;
import io.cineai.monitor.Status.Runs;
import io.cineai.monitor.Status.Spend;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules: from how it does to what is amiss. Equal figures give equal findings, in the same order. */
public record Inspection(Limits limits) {
    private static final double HALF = 0.5;
    private static final double MOST = 0.8;

    /** Stands for all features together. */
    private static final String ALL = "*";

    public List<Finding> of(Status status) {
        return Stream.of(
                        database(status.database()).stream(),
                        queue(status.queue()),
                        missed(status).stream(),
                        lists(status.lists()),
                        rows(status).stream(),
                        status.spend().stream().flatMap(it -> spend(it).stream()),
                        status.analyses().stream().flatMap(this::analysis),
                        status.runs().stream().flatMap(this::runs),
                        status.silentSince().map(since -> silence(since, status.at())).stream())
                .flatMap(it -> it)
                .toList();
    }

    /** The monitor did not run, or did not get to its end: whoever notices says the same, so that it is told once. */
    public static Finding silence(Instant since, Instant now) {
        return new Finding(
                "monitor",
                "monitor",
                Severity.CRITICAL,
                "The monitor has not run successfully since " + since.truncatedTo(ChronoUnit.SECONDS) + " ("
                        + words(Duration.between(since, now)) + ").",
                Map.of(
                        "since",
                        since.toString(),
                        "seconds",
                        Duration.between(since, now).toSeconds()));
    }

    private Optional<Finding> database(Duration answer) {
        if (answer.compareTo(limits.slowDatabase()) <= 0) return Optional.empty();
        return Optional.of(new Finding(
                "database:slow",
                "database",
                Severity.WARNING,
                "The database takes " + answer.toMillis() + " ms to answer (limit "
                        + limits.slowDatabase().toMillis() + " ms).",
                Map.of("milliseconds", answer.toMillis())));
    }

    private Stream<Finding> queue(Queue queue) {
        return Stream.of(
                        waiting("queue:age", "A user waits", queue.oldestChange(), limits.queueAge(), queue),
                        waiting(
                                "queue:backfill",
                                "The sweep waits",
                                queue.oldestBackfill(),
                                limits.backfillAge(),
                                queue),
                        dead(queue),
                        crashing(queue))
                .flatMap(Optional::stream);
    }

    private static Optional<Finding> waiting(
            String key, String who, Optional<Duration> oldest, Duration limit, Queue queue) {
        return oldest.filter(age -> age.compareTo(limit) > 0)
                .map(age -> new Finding(
                        key,
                        "queue",
                        Severity.CRITICAL,
                        who + " in the queue for " + words(age) + " (limit " + words(limit) + "); " + queue.open()
                                + " wait in all.",
                        Map.of("oldestSeconds", age.toSeconds(), "open", queue.open())));
    }

    private static Optional<Finding> dead(Queue queue) {
        if (queue.dead() == 0) return Optional.empty();
        return Optional.of(new Finding(
                "queue:dead",
                "queue",
                Severity.WARNING,
                count(queue.dead(), "user is", "users are") + " dead in the queue: all attempts failed. "
                        + "queue-drain {\"redrive\": true} revives them.",
                Map.of("dead", queue.dead())));
    }

    /** Workers that die leave leases behind, again and again, before their users are dead. */
    private static Optional<Finding> crashing(Queue queue) {
        if (queue.failing() == 0 || queue.expired() == 0) return Optional.empty();
        return Optional.of(new Finding(
                "queue:crashes",
                "queue",
                Severity.WARNING,
                count(queue.expired(), "claim has", "claims have") + " lost the worker, and "
                        + count(queue.failing(), "user was", "users were") + " tried three times or more.",
                Map.of("expired", queue.expired(), "failing", queue.failing())));
    }

    /** A few that come and go are what the table is for. */
    private Optional<Finding> missed(Status status) {
        Missed missed = status.missed();
        boolean grows = status.earlier()
                .filter(it -> it.missed() > 0 && missed.changes() > it.missed())
                .isPresent();
        boolean lingers = missed.oldest()
                .filter(age -> age.compareTo(limits.missedAge()) > 0)
                .isPresent();
        if (!grows && !lingers) return Optional.empty();
        return Optional.of(new Finding(
                "queue:missed",
                "queue",
                Severity.WARNING,
                count(missed.changes(), "change", "changes") + " could only be noted and no drain folds them in"
                        + missed.oldest()
                                .map(age -> ", the oldest for " + words(age))
                                .orElse("") + ".",
                Map.of("changes", missed.changes())));
    }

    private Stream<Finding> lists(Lists lists) {
        return Stream.of(
                        few(
                                "lists:stale",
                                Severity.WARNING,
                                lists.stale(),
                                lists,
                                "a list older than " + words(limits.listAge())),
                        few("lists:none", Severity.CRITICAL, lists.none(), lists, "no list"),
                        few("lists:half", Severity.CRITICAL, lists.half(), lists, "less than half a list"))
                .flatMap(Optional::stream);
    }

    private static Optional<Finding> few(String key, Severity severity, long some, Lists lists, String what) {
        if (some == 0) return Optional.empty();
        return Optional.of(new Finding(
                key,
                "lists",
                severity,
                some + " of " + count(lists.active(), "active user", "active users") + " with " + what + ".",
                Map.of("users", some, "active", lists.active())));
    }

    private Optional<Finding> rows(Status status) {
        long now = status.lists().rows();
        return status.earlier()
                .map(Status.Earlier::mostRows)
                .filter(most -> most > 0 && now <= most * (1 - limits.rowsFall()))
                .map(most -> new Finding(
                        "lists:rows",
                        "lists",
                        Severity.CRITICAL,
                        "Rows of lists fell from " + most + " to " + now + " within a day ("
                                + percent(1 - (double) now / most) + " fewer).",
                        Map.of("rows", now, "before", most)));
    }

    private static Optional<Finding> spend(Spend spend) {
        return spend.used()
                .filter(used -> used >= HALF)
                .map(used -> new Finding(
                        "budget:" + spend.feature() + ":" + spend.period(),
                        "budget",
                        used >= 1 ? Severity.CRITICAL : used >= MOST ? Severity.WARNING : Severity.NOTICE,
                        percent(used) + " of the " + spend.period() + "'s budget of "
                                + (spend.feature().equals(ALL) ? "all features" : spend.feature()) + " is used"
                                + spend.limitUsd()
                                        .map(limit -> String.format(
                                                Locale.ROOT, ": $%.2f booked of $%.2f", spend.usd(), limit))
                                        .orElse("")
                                + (used >= 1 ? "; what it pays for waits." : "."),
                        Map.of("used", used, "usd", spend.usd())));
    }

    private Stream<Finding> analysis(Analysis analysis) {
        return Stream.of(failed(analysis), hitRate(analysis)).flatMap(Optional::stream);
    }

    private static Optional<Finding> failed(Analysis analysis) {
        if (analysis.state() != State.FAILED) return Optional.empty();
        return Optional.of(new Finding(
                "service:" + analysis.service(),
                analysis.service(),
                Severity.CRITICAL,
                analysis.service() + " by " + analysis.analyst() + " fails: " + percent(analysis.errorRate())
                        + " of the calls of an hour"
                        + analysis.waitingFor()
                                .map(why -> ", it waits (" + why + ")")
                                .orElse("") + ".",
                Map.of("errorRate", analysis.errorRate(), "analyst", analysis.analyst())));
    }

    private Optional<Finding> hitRate(Analysis analysis) {
        double target = limits.hitRates().getOrDefault(analysis.kind(), 0.0);
        if (analysis.lookups() < limits.enoughLookups() || analysis.hitRate() >= target) return Optional.empty();
        return Optional.of(new Finding(
                "hit-rate:" + analysis.kind(),
                analysis.service(),
                Severity.WARNING,
                "The hit rate of " + analysis.kind() + " analyses is " + percent(analysis.hitRate()) + " (target "
                        + percent(target) + "): " + analysis.hits() + " of " + analysis.lookups() + " lookups.",
                Map.of("hitRate", analysis.hitRate(), "target", target, "lookups", analysis.lookups())));
    }

    private Stream<Finding> runs(Runs runs) {
        return Stream.of(failing(runs), crashing(runs)).flatMap(Optional::stream);
    }

    private Optional<Finding> failing(Runs runs) {
        if (runs.failures() < limits.failures()) return Optional.empty();
        return Optional.of(new Finding(
                "runs:" + runs.function(),
                runs.function(),
                Severity.CRITICAL,
                runs.function() + " failed " + runs.failures() + " times in a row, last succeeded "
                        + runs.lastSuccess()
                                .map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString())
                                .orElse("never") + ".",
                Map.of("failures", runs.failures())));
    }

    private Optional<Finding> crashing(Runs runs) {
        if (runs.lost() < limits.lostRuns()) return Optional.empty();
        return Optional.of(new Finding(
                "crashes:" + runs.function(),
                runs.function(),
                Severity.WARNING,
                count(runs.lost(), "run", "runs") + " of " + runs.function()
                        + " never ended within a day: the process died.",
                Map.of("lost", runs.lost())));
    }

    private static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** Rounded down: 79.9 % is not yet 80. */
    private static String percent(double share) {
        return (long) Math.floor(share * 100 + 1e-9) + " %";
    }

    static String words(Duration time) {
        if (time.toMinutes() < 2) return time.toSeconds() + " s";
        if (time.toHours() < 2) return time.toMinutes() + " min";
        if (time.toDays() < 2) return time.toHours() + " h";
        return time.toDays() + " days";
    }
}
