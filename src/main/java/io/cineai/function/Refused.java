package io.cineai.function;

import java.time.Duration;

/** Ends a request with this problem. No bug and no surprise, so it has no stack trace, and nobody logs it. */
public final class Refused extends RuntimeException {
    private final transient Problem problem;

    Refused(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** What is asked for is not there, though its address is one of ours. */
    public static Refused noSuch(String what) {
        return new Refused(new Problem(404, "not-found", "Nothing is here", "no such " + what));
    }

    /** Known, and not allowed. */
    static Refused forbidden() {
        return new Refused(Problem.ofStatus(403));
    }

    /** The keys that would tell who asks cannot be had; it makes sense to come again after so long. */
    static Refused forNow(Duration wait) {
        int seconds = (int) Math.max(1, (wait.toMillis() + 999) / 1000);
        return new Refused(
                new Problem(503, "keys-unreachable", "The keys cannot be read", "try again shortly", null, seconds));
    }

    Problem problem() {
        return problem;
    }
}
