package io.cineai.functions.local;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Brings the database up and to the current schema, then starts the functions; ends them in the opposite order. */
@QuarkusMain
public final class LocalMain {
    private LocalMain() {}

    public static void main(String[] arguments) throws Exception {
        Settings settings = new Settings(System.getenv());
        try (LocalDatabase database = LocalDatabase.open(settings)) {
            Migration.run(database);
            tellQuarkus(settings, database);
            Quarkus.run(arguments);
        }
    }

    private static void tellQuarkus(Settings settings, LocalDatabase database) {
        System.setProperty("quarkus.datasource.reactive.url", database.reactiveUrl());
        System.setProperty("quarkus.datasource.username", database.user());
        System.setProperty("quarkus.datasource.password", database.password());
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
