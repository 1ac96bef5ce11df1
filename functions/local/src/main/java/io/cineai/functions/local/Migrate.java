package io.cineai.functions.local;

import io.cineai.functions.console.Manifest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * The command {@code migrate}, a deployment's first step: brings the schema of the Postgres that the environment names up to date, lets
 * functions log in, and ends.
 */
record Migrate(Settings settings, Manifest manifest) {

    /** Says each thing that it has done; nothing is done where the environment is wrong. */
    void run(Consumer<String> said) throws IOException, SQLException {
        if (settings.databaseUrl().isEmpty())
            throw new IllegalArgumentException(
                    "QUARKUS_DATASOURCE_REACTIVE_URL must name the Postgres to migrate, as in postgresql://host:5432/app");
        Logins logins = Logins.of(manifest, settings);
        try (LocalDatabase database = LocalDatabase.open(settings)) {
            said.accept("schema: %d migrations applied".formatted(Migration.run(database)));
            logins.giveOn(database, said);
        }
    }
}
