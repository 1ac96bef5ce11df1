package io.cineai.functions.local;

import io.cineai.functions.console.Manifest;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Brings the database up and to the current schema, then starts the functions; ends them in the opposite order. With the argument
 * {@code migrate} only what {@link Migrate} does.
 */
@QuarkusMain
public final class LocalMain {
    private static final Logger LOG = Logger.getLogger(LocalMain.class);
    private static final int PATIENCE_SECONDS = 20;

    private LocalMain() {}

    public static void main(String[] arguments) throws Exception {
        Settings settings = new Settings(System.getenv());
        if (arguments.length == 0) runFunctions(settings);
        else runCommand(String.join(" ", arguments), settings);
    }

    private static void runCommand(String command, Settings settings) throws Exception {
        PlainLog.begin();
        if (!command.equals("migrate"))
            throw new IllegalArgumentException(
                    "there is migrate (brings the schema up to date, lets functions log in), or nothing (runs all functions): "
                            + command);
        new Migrate(settings, Manifest.read()).run(System.out::println);
    }

    private static void runFunctions(Settings settings) throws Exception {
        LocalDatabase database = LocalDatabase.open(settings);
        CountDownLatch functionsEnded = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAfter(functionsEnded, database), "postgres-end"));
        try {
            int scripts = Migration.run(database);
            if (scripts > 0) LOG.infof("schema: %d migrations applied", scripts);
            tellQuarkus(settings, database);
            Quarkus.run(null, (code, failure) -> end(code, functionsEnded));
        } finally {
            functionsEnded.countDown();
        }
    }

    /** Postgres may end now. After a signal the exit is under way already, and this call waits for it. */
    private static void end(int code, CountDownLatch functionsEnded) {
        functionsEnded.countDown();
        System.exit(code);
    }

    /** A signal runs all shutdown hooks at once, Quarkus's own among them: Postgres ends after those who use it. */
    private static void closeAfter(CountDownLatch functionsEnded, LocalDatabase database) {
        try {
            if (!functionsEnded.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                LOG.warn("functions still run; ending Postgres all the same");
            database.close();
        } catch (IOException failure) {
            LOG.error("Postgres did not end", failure);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tellQuarkus(Settings settings, LocalDatabase database) {
        System.setProperty("quarkus.datasource.reactive.url", database.reactiveUrl());
        System.setProperty("quarkus.datasource.username", database.user());
        System.setProperty("quarkus.datasource.password", database.password());
        System.setProperty("cineai.console.local", String.valueOf(settings.signsTokens()));
        System.setProperty("cineai.export.folder", settings.exportFolder().toString());
        if (settings.isPublic()) {
            System.setProperty("quarkus.http.host", "0.0.0.0");
            System.setProperty("cineai.scheduler.open", "false");
        }
        if (!settings.hasOwnKeys()) {
            LocalKeys keys = LocalKeys.in(settings.dataDir());
            System.setProperty("cineai.auth.jwks-url", keys.publicKeys().toUri().toString());
            System.setProperty("cineai.auth.issuer", LocalKeys.ISSUER);
        }
    }
}
