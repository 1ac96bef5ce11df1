package io.cineai.functions.console;

import io.cineai.function.Problem;

/** No function answered. No bug and no surprise: told to who asked, without a stack trace. */
final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    private NoAnswer(int status, String name, String title, String detail) {
        super(detail, null, false, false);
        problem = new Problem(status, name, title, detail, null, 0);
    }

    /** It takes us for somebody else; a 401 handed on would say that the caller's own token is not good. */
    static NoAnswer refused() {
        return new NoAnswer(502, "function-refused", "The function refuses us", "it wants another secret");
    }

    static NoAnswer noReport(int status) {
        return new NoAnswer(502, "no-function", "No function answers", "status " + status + " without a report");
    }

    static NoAnswer unreachable() {
        return new NoAnswer(502, "function-unreachable", "The function cannot be reached", "the logs know more");
    }

    static NoAnswer silent() {
        return new NoAnswer(
                504,
                "function-silent",
                "The function does not answer",
                "its time is over; what it did shows in its runs");
    }

    Problem problem() {
        return problem;
    }
}
