package io.cineai.store;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Tells a database that cannot be reached from a statement that went wrong. */
public final class Unreachable {
    private Unreachable() {}

    public static boolean is(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<String> state = SqlState.of(cause);
            if (state.isPresent()) return refused(state.get());
            if (cause instanceof IOException || cause instanceof TimeoutException) return true;
            if ("Connection closed".equals(cause.getMessage())) return true;
            if (cause.getMessage() != null && cause.getMessage().startsWith("Timeout")) return true;
        }
        return false;
    }

    /** Connection errors (class 08), too many connections, and a server that starts or stops. */
    private static boolean refused(String sqlState) {
        return sqlState.startsWith("08") || sqlState.startsWith("57P") || sqlState.equals("53300");
    }
}
