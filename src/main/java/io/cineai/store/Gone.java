package io.cineai.store;

/** Tells a statement that came too late: what it refers to, a film for instance, was deleted meanwhile. */
public final class Gone {
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private Gone() {}

    public static boolean is(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (SqlState.of(cause).filter(FOREIGN_KEY_VIOLATION::equals).isPresent()) return true;
        return false;
    }
}
