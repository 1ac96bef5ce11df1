package io.cineai.testkit;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The project's migrations, run as their one owner runs them: history in schema {@code cineai}, no lock held inside a
 * transaction (an index built concurrently would wait for it for ever), and again after a lock time-out.
 */
public final class Migrations {
    private static final int TRIES = 5;
    private static final String LOCK_TIMED_OUT = "55P03";

    private Migrations() {}

    /** Returns how many scripts ran; 0 where there was nothing to do. */
    public static int run(String jdbcUrl, String user, String password) {
        Flyway flyway = configuration(jdbcUrl, user, password).load();
        for (int tried = 1; ; tried++) {
            try {
                return flyway.migrate().migrationsExecuted;
            } catch (FlywayException e) {
                if (tried == TRIES || !isLockTimeout(e)) throw e;
                forgetBrokenScript(flyway);
            }
        }
    }

    public static FluentConfiguration configuration(String jdbcUrl, String user, String password) {
        return Flyway.configure()
                .dataSource(jdbcUrl, user, password)
                .locations("classpath:db/migration")
                .defaultSchema("cineai")
                .placeholderReplacement(false)
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"));
    }

    /** A script that runs outside a transaction leaves a failed row in the history; the script itself can be repeated. */
    private static void forgetBrokenScript(Flyway flyway) {
        boolean broken = Arrays.stream(flyway.info().all()).anyMatch(it -> it.getState() == MigrationState.FAILED);
        if (broken) flyway.repair();
    }

    private static boolean isLockTimeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof SQLException sql && LOCK_TIMED_OUT.equals(sql.getSQLState())) return true;
        return false;
    }
}
