package io.cineai.store;

import java.util.Set;

/** Tells a statement that failed for others' sake, and may well succeed a little later: a lock, a deadlock, a conflict, a full server. */
public final class Busy {
    private static final Set<String> STATES = Set.of(
            "55P03", // lock not available
            "40P01", // deadlock detected
            "40001", // serialization failure
            "53300", // too many connections
            "53200"); // out of memory

    private Busy() {}

    public static boolean is(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (SqlState.of(cause).filter(STATES::contains).isPresent()) return true;
        return false;
    }

    /** Tells a statement that was broken off at its time-out. */
    public static boolean isTooSlow(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (SqlState.of(cause).filter("57014"::equals).isPresent()) return true;
        return false;
    }
}
