package io.cineai.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How it all does at one moment.
 *
 * @param at by the clock of the database, like every time in here
 * @param database how long the database takes to answer
 * @param earlier an earlier look, to compare with; empty at the first
 * @param silentSince since when the monitor itself has not succeeded though it should have; empty where all is well
 */
public record Status(
        Instant at,
        Duration database,
        Queue queue,
        Missed missed,
        Lists lists,
        List<Spend> spend,
        List<Analysis> analyses,
        List<Runs> runs,
        Optional<Earlier> earlier,
        Optional<Instant> silentSince) {
    public Status {
        spend = List.copyOf(spend);
        analyses = List.copyOf(analyses);
        runs = List.copyOf(runs);
    }

    /**
     * Users who wait for a list.
     *
     * @param oldestChange the longest wait for what a user did or asked for (priorities 1 to 6); empty where nobody waits
     * @param oldestBackfill the longest wait for what was enqueued ahead of need (7 to 9)
     * @param dead given up until somebody revives them
     * @param failing tried three times and more
     * @param expired claimed by a worker that is gone
     */
    public record Queue(
            long open,
            Optional<Duration> oldestChange,
            Optional<Duration> oldestBackfill,
            long dead,
            long failing,
            long expired) {}

    /** Changes that triggers could only note, for a drain to fold in. */
    public record Missed(long changes, Optional<Duration> oldest) {}

    /**
     * Lists of active users, and how many rows there are in all.
     *
     * @param stale not checked for longer than allowed
     * @param none there is no list
     * @param half less than half of the films that it was to have
     */
    public record Lists(long active, long stale, long none, long half, Optional<Duration> oldest, long rows) {}

    /**
     * What was spent and is reserved in this day or month.
     *
     * @param feature {@code *} is all together
     * @param used share of the limit, 1 is all of it; empty where nothing is limited
     */
    public record Spend(String feature, String period, Optional<Double> used, double usd, Optional<Double> limitUsd) {}

    /**
     * One film analysis.
     *
     * @param service name of its function
     * @param state as its calls and its provider have it
     * @param lookups films in lists; hits: those with a valid analysis
     */
    public record Analysis(
            String kind,
            String service,
            String analyst,
            State state,
            Optional<Integer> medianMs,
            double errorRate,
            Optional<String> waitingFor,
            long lookups,
            long hits) {
        public double hitRate() {
            return lookups == 0 ? 0 : (double) hits / lookups;
        }
    }

    /**
     * Runs of one function.
     *
     * @param failures in a row, since the last success
     * @param lost runs of the last day whose process is gone
     */
    public record Runs(String function, long failures, long lost, Optional<Instant> lastSuccess) {}

    /**
     * @param mostRows most rows of lists that there were in the last day
     * @param missed changes that were only noted at the last look
     */
    public record Earlier(long mostRows, long missed) {}
}
