package io.cineai.usecase;

import io.cineai.telemetry.Figures;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What one invocation did; the reply of every function.
 *
 * @param claimed items taken up; each is then succeeded, failed, deferred or skipped
 * @param deferred handed back to be done later, by no fault of the item
 * @param skipped nothing to do: the result is as it should be already
 * @param remaining items that wait now; for a dry run, items that a run would take up
 * @param problems at most {@value #MAX_PROBLEMS}, see the queue for the rest
 * @param details figures of this function only, by name
 */
public record RunReport(
        UUID runId,
        String function,
        long claimed,
        long succeeded,
        long failed,
        long deferred,
        long skipped,
        long remaining,
        Llm llm,
        long durationMs,
        List<Problem> problems,
        Map<String, Object> details) {
    static final int MAX_PROBLEMS = 20;

    /** One item and why it failed. */
    public record Problem(String item, String reason) {}

    /**
     * What language models were asked and cost.
     *
     * @param inputTokens of prompts, what was remembered not included
     * @param cachedTokens of prompts, remembered by the provider
     * @param closedUntil when a closed budget opens again, ISO 8601; empty while it is open
     */
    public record Llm(
            long calls, long inputTokens, long outputTokens, long cachedTokens, double costUsd, String closedUntil) {
        public static final Llm NONE = new Llm(0, 0, 0, 0, 0, "");

        Llm plus(Llm other) {
            return new Llm(
                    calls + other.calls,
                    inputTokens + other.inputTokens,
                    outputTokens + other.outputTokens,
                    cachedTokens + other.cachedTokens,
                    costUsd + other.costUsd,
                    closedUntil.compareTo(other.closedUntil) >= 0 ? closedUntil : other.closedUntil);
        }
    }

    /** As it is kept: who was meant is in the queue, whose rows go with the user. */
    RunReport withoutItems() {
        List<Problem> reasons = problems.stream()
                .map(it -> new Problem("", WithoutIds.of(it.reason())))
                .toList();
        return new RunReport(
                runId,
                function,
                claimed,
                succeeded,
                failed,
                deferred,
                skipped,
                remaining,
                llm,
                durationMs,
                reasons,
                details);
    }

    /** For the log: counts only. */
    String summary() {
        return claimed + " claimed, " + succeeded + " succeeded, " + failed + " failed, " + deferred + " deferred, "
                + skipped + " skipped, " + remaining + " remaining, " + durationMs + " ms";
    }

    Figures figures() {
        return new Figures(succeeded, failed, deferred, skipped, remaining, llm.calls(), llm.costUsd());
    }

    static RunReport of(UUID runId, String function, Tally tally, long durationMs) {
        return new RunReport(
                runId,
                function,
                tally.claimed(),
                tally.succeeded(),
                tally.failed(),
                tally.deferred(),
                tally.skipped(),
                tally.remaining(),
                tally.llm(),
                durationMs,
                tally.problems(),
                tally.details());
    }
}
