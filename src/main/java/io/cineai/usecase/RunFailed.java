package io.cineai.usecase;

/**
 * A run found work and could do none of it. The items are back in the queue; the message is kept in {@code function_runs}, so it says
 * why and not who.
 */
public class RunFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunFailed(RunReport report) {
        super(report.function() + " did none of " + report.claimed() + " items, first: "
                + report.problems().get(0).reason() + ", run " + report.runId());
    }
}
