package io.cineai.function;

import java.time.Duration;
import java.util.Optional;

/**
 * A request is refused although nothing is wrong with how it was made: 403 where we know who asks and do not serve them, 503 where that
 * cannot be told at the moment. The message is for the caller.
 */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final int retryAfterSeconds;

    private Refused(int status, String detail, int retryAfterSeconds) {
        super(detail, null, false, false);
        this.status = status;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    static Refused forbidden() {
        return new Refused(403, "this caller may not do this", 0);
    }

    /** @param wait how long it is of no use to ask again; a second at least */
    static Refused forNow(Duration wait) {
        long seconds = wait.plusMillis(999).toSeconds();
        return new Refused(
                503, "who calls cannot be verified at the moment: try again shortly", (int) Math.max(1, seconds));
    }

    /** 403 or 503. */
    public int status() {
        return status;
    }

    /** What {@code Retry-After} should say. */
    public Optional<Integer> retryAfterSeconds() {
        return retryAfterSeconds == 0 ? Optional.empty() : Optional.of(retryAfterSeconds);
    }
}
