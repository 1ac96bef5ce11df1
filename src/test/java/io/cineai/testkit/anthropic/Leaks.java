package io.cineai.testkit.anthropic;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Listens to the whole log while it is open, finer than anybody runs it, for a secret that must not be told. */
public final class Leaks implements AutoCloseable {
    private static final List<String> TALKATIVE =
            List.of("io.cineai", "org.jboss.resteasy", "io.smallrye", "io.quarkus.rest");

    private final String secret;
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Listener();
    private final Logger root = Logger.getLogger("");
    private final List<Logger> loggers =
            TALKATIVE.stream().map(Logger::getLogger).toList();
    private final List<Level> levels = loggers.stream().map(Logger::getLevel).toList();
    private volatile int lines;

    public Leaks(String secret) {
        this.secret = secret;
        handler.setLevel(Level.ALL);
        loggers.forEach(this::listen);
        root.addHandler(handler);
    }

    /** To all of it, which nobody else needs to see. */
    private void listen(Logger logger) {
        logger.setLevel(Level.ALL);
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    private void leave(Logger logger) {
        logger.setUseParentHandlers(true);
        logger.removeHandler(handler);
    }

    /** Something else that somebody may write down. */
    public void look(Object told) {
        StringBuilder text = new StringBuilder(String.valueOf(told));
        if (told instanceof Throwable failure)
            for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) text.append(cause);
        hear(text.toString());
    }

    /** All that had the secret in it. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    /** How much there was to listen to. */
    public int lines() {
        return lines;
    }

    private synchronized void hear(String text) {
        lines++;
        if (text.contains(secret)) heard.add(text);
    }

    @Override
    public void close() {
        root.removeHandler(handler);
        loggers.forEach(this::leave);
        for (int i = 0; i < loggers.size(); i++) loggers.get(i).setLevel(levels.get(i));
    }

    private final class Listener extends Handler {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord line) {
            hear(formatter.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
