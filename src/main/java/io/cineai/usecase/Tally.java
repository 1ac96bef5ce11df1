package io.cineai.usecase;

import io.cineai.usecase.RunReport.Llm;
import io.cineai.usecase.RunReport.Problem;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What became of the items so far. */
public record Tally(
        long succeeded,
        long failed,
        long deferred,
        long skipped,
        long remaining,
        Llm llm,
        List<Problem> problems,
        Map<String, Object> details) {
    public static final Tally NOTHING = items(0, 0, 0);
    public static final Tally ONE_SUCCEEDED = items(1, 0, 0);
    public static final Tally ONE_DEFERRED = items(0, 1, 0);
    public static final Tally ONE_SKIPPED = items(0, 0, 1);

    /** Items of which none failed. */
    public static Tally items(long succeeded, long deferred, long skipped) {
        return new Tally(succeeded, 0, deferred, skipped, 0, Llm.NONE, List.of(), Map.of());
    }

    public static Tally oneFailed(String item, String reason) {
        return new Tally(0, 1, 0, 0, 0, Llm.NONE, List.of(new Problem(item, reason)), Map.of());
    }

    public long claimed() {
        return succeeded + failed + deferred + skipped;
    }

    /** True where items were taken up and not one could be done. */
    boolean allFailed() {
        return failed > 0 && failed == claimed();
    }

    public Tally plus(Tally other) {
        return new Tally(
                succeeded + other.succeeded,
                failed + other.failed,
                deferred + other.deferred,
                skipped + other.skipped,
                remaining + other.remaining,
                llm.plus(other.llm),
                Stream.concat(problems.stream(), other.problems.stream())
                        .limit(RunReport.MAX_PROBLEMS)
                        .toList(),
                other.details.isEmpty() ? details : other.details);
    }

    public Tally withRemaining(long waiting) {
        return new Tally(succeeded, failed, deferred, skipped, waiting, llm, problems, details);
    }

    public Tally withDetails(Map<String, Object> figures) {
        return new Tally(succeeded, failed, deferred, skipped, remaining, llm, problems, figures);
    }

    public Tally withLlm(Llm used) {
        return new Tally(succeeded, failed, deferred, skipped, remaining, llm.plus(used), problems, details);
    }

    /** The problem of an item that is told and counts as nothing. */
    public Tally withProblem(String item, String reason) {
        return plus(new Tally(0, 0, 0, 0, 0, Llm.NONE, List.of(new Problem(item, reason)), Map.of()));
    }
}
