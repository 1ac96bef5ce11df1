package io.cineai.functions.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The Postgres that this process works on: embedded, in a folder that stays, or the one that the environment names. */
final class LocalDatabase implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LocalDatabase.class);
    private static final String SUPERUSER = "postgres";
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

    private final String reactiveUrl;
    private final String user;
    private final String password;
    private final @Nullable EmbeddedPostgres embedded;

    private LocalDatabase(String reactiveUrl, String user, String password, @Nullable EmbeddedPostgres embedded) {
        this.reactiveUrl = reactiveUrl;
        this.user = user;
        this.password = password;
        this.embedded = embedded;
    }

    static LocalDatabase open(Settings settings) throws IOException {
        if (settings.databaseUrl().isPresent()) {
            String url = settings.databaseUrl().get();
            LOG.infof("using the Postgres at %s; its schema will be migrated", withoutSecrets(url));
            return new LocalDatabase(url, settings.databaseUser(), settings.databasePassword(), null);
        }
        Path folder = settings.dataDir().resolve("postgres");
        Files.createDirectories(folder);
        Orphan.in(folder).ifPresent(Orphan::end);
        LOG.infof("starting an embedded Postgres in %s, port %d", folder, settings.postgresPort());
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setPort(settings.postgresPort())
                .setRegisterShutdownHook(false)
                // The data stays, so it must be safe when the machine is not: by default this Postgres is a throw-away
                // one.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                // Lists of all users are written again and again: they are to find room, and seldom be written as whole
                // pages.
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "2GB")
                .setPGStartupWait(STARTS_WITHIN)
                .start();
        String url = "postgresql://localhost:" + postgres.getPort() + "/postgres";
        return new LocalDatabase(url, SUPERUSER, SUPERUSER, postgres);
    }

    String reactiveUrl() {
        return reactiveUrl;
    }

    /**
     * The same address for JDBC: {@code postgresql://…} with or without {@code vertx-reactive:} in front. Without user and password,
     * which JDBC takes for a part of the host.
     */
    String jdbcUrl() {
        String plain = reactiveUrl.replaceFirst("^vertx-reactive:", "").replaceFirst("^postgres(ql)?://([^/@]*@)?", "");
        return "jdbc:postgresql://" + plain;
    }

    String user() {
        return user;
    }

    String password() {
        return password;
    }

    @Override
    public void close() throws IOException {
        if (embedded != null) embedded.close();
    }

    private static String withoutSecrets(String url) {
        return url.replaceAll("//[^/@]*@", "//").replaceAll("\\?.*$", "");
    }
}
