package io.cineai.functions.local;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The log of a process that never starts Quarkus. Quarkus keeps what is logged before its start, down to each word between driver and
 * Postgres, and at the end of a process in which it did not start all of that is printed.
 */
final class PlainLog {
    /** Kept here, because a logger that nobody holds forgets its level. */
    private static final Logger ALL = Logger.getLogger("");

    private static final Logger OURS = Logger.getLogger("io.cineai");

    private PlainLog() {}

    /** From here on to the terminal: our own words, and others' warnings. */
    static void begin() {
        ALL.setLevel(Level.WARNING);
        OURS.setLevel(Level.INFO);
        Handler terminal = InitialConfigurator.createDefaultHandler();
        terminal.setLevel(Level.INFO);
        InitialConfigurator.DELAYED_HANDLER.setHandlers(new Handler[] {terminal});
    }
}
