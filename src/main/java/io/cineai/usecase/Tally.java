package io.cineai.usecase;

import io.cineai.usecase.RunReport.Problem;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What became of the items so far. */
record Tally(
        long succeeded,
        long failed,
        long deferred,
        long skipped,
        long remaining,
        List<Problem> problems,
        Map<String, Object> details) {
    static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, List.of(), Map.of());
    static final Tally ONE_SUCCEEDED = new Tally(1, 0, 0, 0, 0, List.of(), Map.of());
    static final Tally ONE_DEFERRED = new Tally(0, 0, 1, 0, 0, List.of(), Map.of());
    static final Tally ONE_SKIPPED = new Tally(0, 0, 0, 1, 0, List.of(), Map.of());

    static Tally oneFailed(String item, String reason) {
        return new Tally(0, 1, 0, 0, 0, List.of(new Problem(item, reason)), Map.of());
    }

    long claimed() {
        return succeeded + failed + deferred + skipped;
    }

    /** True where items were taken up and not one could be done. */
    boolean allFailed() {
        return failed > 0 && failed == claimed();
    }

    Tally plus(Tally other) {
        return new Tally(
                succeeded + other.succeeded,
                failed + other.failed,
                deferred + other.deferred,
                skipped + other.skipped,
                remaining + other.remaining,
                Stream.concat(problems.stream(), other.problems.stream())
                        .limit(RunReport.MAX_PROBLEMS)
                        .toList(),
                other.details.isEmpty() ? details : other.details);
    }

    Tally withRemaining(long waiting) {
        return new Tally(succeeded, failed, deferred, skipped, waiting, problems, details);
    }

    Tally withDetails(Map<String, Object> figures) {
        return new Tally(succeeded, failed, deferred, skipped, remaining, problems, figures);
    }
}
