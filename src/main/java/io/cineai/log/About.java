package io.cineai.log;

import io.cineai.taste.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whom a line is about. Loggers hand on the text alone: what was put into it cannot be told apart any more. */
public final class About {
    private static final ThreadLocal<@Nullable UserId> USER = new ThreadLocal<>();

    private About() {}

    /** What is logged here is about that user. */
    public static void user(UserId user, Runnable line) {
        UserId before = USER.get();
        USER.set(user);
        try {
            line.run();
        } finally {
            USER.set(before);
        }
    }

    static Optional<UserId> user() {
        return Optional.ofNullable(USER.get());
    }
}
