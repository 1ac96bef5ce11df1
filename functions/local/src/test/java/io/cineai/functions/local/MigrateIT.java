package io.cineai.functions.local;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cineai.functions.console.Manifest;
import io.cineai.testkit.FunctionProcess;
import io.cineai.testkit.Session;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deployment's first step, on a Postgres that trusts nobody but its superuser and writes down every statement. */
class MigrateIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String WRONG_PASSWORD = "28P01";

    private static final String READS = "it's \"xyzzy\" \\ 12345";
    private static final String DRAINS = "$1; drop role plugh; --";
    private static final String DRAINS_LATER = "another password, a later one";

    private static final String READER = roleOf("recommendations");
    private static final String DRAIN = roleOf("queue-drain");

    @TempDir
    Path folder;

    @Test
    void theSchemaIsUpToDateAndFunctionsLogInByTheirPasswords() throws Exception {
        try (EmbeddedPostgres postgres = postgres();
                Session admin = Session.open(url(postgres, "postgres"), "postgres", "")) {
            admin.run("create role the_owner login createrole password 'of the owner'");
            admin.run("create database app owner the_owner");

            String first = migrated(postgres, DRAINS);

            assertThat(first, not(containsString("schema: 0 migrations applied")));
            assertThat(first, containsString(READER + " logs in by the password in CINEAI_PASSWORD_RECOMMENDATIONS\n"));
            assertThat(first, containsString(DRAIN + " logs in by the password in CINEAI_PASSWORD_QUEUE_DRAIN\n"));
            assertThat(whoLogsIn(postgres, READER, READS), equalTo(READER));
            assertThat(whoLogsIn(postgres, DRAIN, DRAINS), equalTo(DRAIN));
            isRefused(postgres, DRAIN, READS);

            String second = migrated(postgres, DRAINS_LATER);

            assertThat(second, containsString("schema: 0 migrations applied\n"));
            assertThat(whoLogsIn(postgres, READER, READS), equalTo(READER));
            assertThat(whoLogsIn(postgres, DRAIN, DRAINS_LATER), equalTo(DRAIN));
            isRefused(postgres, DRAIN, DRAINS);
            for (String role : List.of(READER, DRAIN))
                assertThat(
                        admin.one("select rolcanlogin || ' ' || rolpassword from pg_authid where rolname = ?", role),
                        startsWith("true SCRAM-SHA-256$"));
            assertThat(
                    log(),
                    allOf(
                            containsString("SCRAM-SHA-256$"),
                            not(containsString("xyzzy")),
                            not(containsString("plugh")),
                            not(containsString(DRAINS_LATER))));
        }
    }

    @Test
    void nothingIsDoneWhereTheEnvironmentOrTheArgumentIsWrong() throws Exception {
        try (EmbeddedPostgres postgres = postgres();
                Session admin = Session.open(url(postgres, "postgres"), "postgres", "")) {
            admin.run("create role the_owner login createrole password 'of the owner'");
            admin.run("create database app owner the_owner");

            refuses("CINEAI_PASSWORD_QUEUE_DRAIN must have 16", environment(postgres, "too short"), "migrate");
            refuses("QUARKUS_DATASOURCE_REACTIVE_URL must name", Map.of(), "migrate");
            refuses("there is migrate (brings the schema", environment(postgres, DRAINS), "migrat");
            refuses("there is migrate (brings the schema", environment(postgres, DRAINS), "migrate", "now");

            try (Session app = Session.open(url(postgres, "app"), "postgres", "")) {
                assertThat(app.count("select count(*) from pg_namespace where nspname = 'cineai'"), is(0L));
            }
        }
    }

    /** The function's port is taken, and what local would keep has no folder: neither is asked for. */
    private String migrated(EmbeddedPostgres postgres, String drains) throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            Map<String, String> environment = new HashMap<>(environment(postgres, drains));
            environment.put("QUARKUS_HTTP_PORT", String.valueOf(taken.getLocalPort()));
            try (FunctionProcess migrate = FunctionProcess.startWith(List.of("migrate"), environment)) {
                int code = migrate.exitWithin(PATIENCE);
                assertThat(migrate.terminal(), code, is(0));
                for (String secret : List.of(READS, drains, "of the owner", "SCRAM-SHA-256$"))
                    assertThat(migrate.terminal(), not(containsString(secret)));
                assertThat(migrate.terminal(), not(containsString("DEBUG")));
                assertThat(Files.exists(folder.resolve("data")), is(false));
                return migrate.terminal();
            }
        }
    }

    private void refuses(String why, Map<String, String> environment, String... arguments) throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("CINEAI_LOCAL_DATA_DIR", folder.resolve("data").toString());
        try (FunctionProcess migrate = FunctionProcess.startWith(List.of(arguments), all)) {
            assertThat(migrate.exitWithin(PATIENCE), is(not(0)));
            assertThat(migrate.terminal(), containsString(why));
            assertThat(Files.exists(folder.resolve("data")), is(false));
        }
    }

    private Map<String, String> environment(EmbeddedPostgres postgres, String drains) {
        return Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                url(postgres, "app").replaceFirst("^jdbc:", ""),
                "QUARKUS_DATASOURCE_USERNAME",
                "the_owner",
                "QUARKUS_DATASOURCE_PASSWORD",
                "of the owner",
                "CINEAI_PASSWORD_RECOMMENDATIONS",
                READS,
                "CINEAI_PASSWORD_QUEUE_DRAIN",
                drains,
                "CINEAI_LOCAL_DATA_DIR",
                folder.resolve("data").toString());
    }

    private EmbeddedPostgres postgres() throws IOException, SQLException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setServerConfig("fsync", "off")
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_directory", folder.toString())
                .setServerConfig("log_filename", "statements.log")
                .setServerConfig("log_statement", "all")
                .start();
        Files.writeString(
                folder.resolve("postgres/pg_hba.conf"),
                "host all postgres all trust\nhost all all all scram-sha-256\n");
        try (Session admin = Session.open(url(postgres, "postgres"), "postgres", "")) {
            admin.rows("select pg_reload_conf()");
        }
        return postgres;
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("statements.log"));
    }

    private static String url(EmbeddedPostgres postgres, String database) {
        return "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + database;
    }

    private static String whoLogsIn(EmbeddedPostgres postgres, String role, String password) throws SQLException {
        try (Session session = Session.open(url(postgres, "app"), role, password)) {
            return session.one("select current_user");
        }
    }

    private static void isRefused(EmbeddedPostgres postgres, String role, String password) {
        var refusal = assertThrows(SQLException.class, () -> whoLogsIn(postgres, role, password));
        assertThat(refusal.getSQLState(), equalTo(WRONG_PASSWORD));
    }

    private static String roleOf(String function) {
        return Manifest.read().functions().get(function).role();
    }
}
