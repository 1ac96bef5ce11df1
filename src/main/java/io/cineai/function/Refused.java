package io.cineai.function;

/** Ends a request with this problem. No bug and no surprise, so it has no stack trace, and nobody logs it. */
public final class Refused extends RuntimeException {
    private final transient Problem problem;

    public Refused(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public static Refused ofStatus(int status) {
        return new Refused(Problem.ofStatus(status));
    }

    Problem problem() {
        return problem;
    }
}
