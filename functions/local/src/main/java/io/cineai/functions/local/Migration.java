package io.cineai.functions.local;

import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;

/** Brings the schema up to date, as its one owner: again and again where the app's own traffic holds a lock too long. */
final class Migration {
    private static final int TRIES = 5;
    private static final String LOCK_TIMED_OUT = "55P03";

    private Migration() {}

    /** Returns how many scripts ran. */
    static int run(LocalDatabase database) {
        Flyway flyway = Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .locations("classpath:db/migration")
                .defaultSchema("cineai")
                .placeholderReplacement(false)
                // A lock held inside a transaction would keep "create index concurrently" waiting for ever.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load();
        for (int tried = 1; ; tried++) {
            try {
                return flyway.migrate().migrationsExecuted;
            } catch (FlywayException failure) {
                if (tried == TRIES || !isLockTimeout(failure)) throw failure;
                forgetBrokenScript(flyway);
            }
        }
    }

    /** A script that runs outside a transaction leaves a failed row in the history; the script itself can be repeated. */
    private static void forgetBrokenScript(Flyway flyway) {
        if (Stream.of(flyway.info().all()).anyMatch(it -> it.getState() == MigrationState.FAILED)) flyway.repair();
    }

    private static boolean isLockTimeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof SQLException sql && LOCK_TIMED_OUT.equals(sql.getSQLState())) return true;
        return false;
    }
}
