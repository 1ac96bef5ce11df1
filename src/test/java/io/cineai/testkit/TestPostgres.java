package io.cineai.testkit;

import io.smallrye.mutiny.Uni;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A database of its own for one test, on the one embedded Postgres of this JVM (no durability, locale C, every login trusted).
 *
 * <p>{@link #user()} is the superuser, for arranging and asserting. Code under test should log in as {@link #WORKER}, {@link #READER} or
 * {@link #FUNCTION}, which have the rights of the deployed functions and no more.
 */
public final class TestPostgres {
    /** A superuser: sees every row. */
    public static final String SUPERUSER = "postgres";

    /** Ran the migrations and owns what they made; no superuser. */
    public static final String OWNER = "test_owner";

    /** Logs in with the rights of {@code cineai_worker}. */
    public static final String WORKER = "test_worker";

    /** Logs in with the rights of {@code cineai_reader}. */
    public static final String READER = "test_reader";

    /** Logs in with the rights of the function whose module is being tested; where it is none that does work, of the worker. */
    public static final String FUNCTION =
            loginOf(Path.of("").toAbsolutePath().getFileName().toString());

    /** Databases that are there at a time; no test class makes as many. */
    private static final int KEPT = 64;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Those that others were copied from, which stay. */
    private static final Set<Integer> TEMPLATES = ConcurrentHashMap.newKeySet();

    private static final String PREFIX = "test_";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final String database;

    private TestPostgres(String database) {
        this.database = database;
    }

    /** A new database with all migrations: a copy of one that was migrated before, some 50 ms. */
    public static TestPostgres fresh() {
        return Template.MIGRATED.copy();
    }

    /** The same where pgvector can be created, which it is not yet. Skips the test, with a word, where its files are not found. */
    public static TestPostgres freshWithPgvectorOrSkip() {
        Pgvector.orSkip();
        TestPostgres fresh = fresh();
        Pgvector.bringTo(fresh);
        return fresh;
    }

    /** A new database with nothing in it, owned by {@link #OWNER}. */
    public static TestPostgres empty() {
        return create(Server.POSTGRES, "template1");
    }

    /** A new database with all that is in this one; nobody may be connected to this one. */
    public TestPostgres copy() {
        TEMPLATES.add(Integer.parseInt(database.substring(PREFIX.length())));
        return create(Server.POSTGRES, database);
    }

    /** The same, for a migrating user of the test's own: rights on a database are not copied with it. */
    public TestPostgres copyFor(String owner) {
        TestPostgres copy = copy();
        try (Session admin = copy.connect()) {
            admin.run("grant create, temporary on database " + copy.database + " to " + owner);
            return copy;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot let " + owner + " migrate " + copy.database, e);
        }
    }

    public String jdbcUrl() {
        return "jdbc:" + reactiveUrl();
    }

    public String reactiveUrl() {
        return reactiveUrl(port());
    }

    /** The same database by another way: a wire or a pooler that is before it at this port. */
    public String reactiveUrl(int port) {
        return "postgresql://localhost:" + port + "/" + database;
    }

    public int port() {
        return Server.POSTGRES.getPort();
    }

    /** The process that all databases of this JVM share; its backends are its children. */
    public long postmaster() {
        try (Session session = connect()) {
            Path file = Path.of(session.one("show data_directory"), "postmaster.pid");
            return Long.parseLong(Files.readAllLines(file).get(0).trim());
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("cannot tell the process of Postgres", e);
        }
    }

    public String name() {
        return database;
    }

    public String user() {
        return SUPERUSER;
    }

    /** Not looked at: every login is trusted. */
    public String password() {
        return "postgres";
    }

    /** A session of the superuser. */
    public Session connect() throws SQLException {
        return connect(SUPERUSER);
    }

    public Session connect(String user) throws SQLException {
        return Session.open(jdbcUrl(), user, password());
    }

    /** While this waits, the function under test may do all that functions do: for arranging, by its process, what is others' work. */
    public <T> T asWorker(Uni<T> work) {
        letFunction("grant cineai_worker to ");
        try {
            return work.await().atMost(PATIENCE);
        } finally {
            letFunction("revoke cineai_worker from ");
        }
    }

    private void letFunction(String grantOrRevoke) {
        if (FUNCTION.equals(WORKER)) return;
        try (Session admin = connect()) {
            admin.run(grantOrRevoke + FUNCTION);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot " + grantOrRevoke + FUNCTION, e);
        }
    }

    /** Runs the migrations as this user; returns how many scripts ran. */
    public int migrate(String user) {
        return Migrations.run(jdbcUrl(), user, password());
    }

    private static String loginOf(String module) {
        boolean doesWork = !Set.of("src", "local", "recommendations", "deploy").contains(module);
        return doesWork ? PREFIX + module.replace('-', '_') : WORKER;
    }

    /** Also drops a database that was made long ago: hundreds of them would take longer to delete at the end than to test with. */
    private static TestPostgres create(EmbeddedPostgres server, String template) {
        int number = DATABASES.incrementAndGet();
        String name = PREFIX + number;
        try (Session admin = Session.open(server.getJdbcUrl(SUPERUSER, "postgres"), SUPERUSER, "postgres")) {
            if (number > KEPT && !TEMPLATES.contains(number - KEPT))
                admin.run("drop database if exists " + PREFIX + (number - KEPT) + " with (force)");
            admin.run("create database " + name + " owner " + OWNER + " template " + template);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create database " + name + " from " + template, e);
        }
        return new TestPostgres(name);
    }

    private static final class Server {
        /** Kept here, because a logger that nobody holds forgets its level. */
        private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            FLYWAY.setLevel(Level.SEVERE);
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setLocaleConfig("locale", "C")
                        .setServerConfig("fsync", "off")
                        .setServerConfig("synchronous_commit", "off")
                        .setServerConfig("full_page_writes", "off")
                        .start();
                try (Session admin = Session.open(server.getJdbcUrl(SUPERUSER, "postgres"), SUPERUSER, "postgres")) {
                    admin.run("create role " + OWNER + " login createrole");
                }
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException("the embedded Postgres does not answer", e);
            }
        }
    }

    private static final class Template {
        static final TestPostgres MIGRATED = migrated();

        private static TestPostgres migrated() {
            TestPostgres template = empty();
            template.migrate(OWNER);
            try (Session admin = template.connect()) {
                admin.run("create role " + WORKER + " login in role cineai_worker");
                admin.run("create role " + READER + " login in role cineai_reader");
                if (!FUNCTION.equals(WORKER))
                    admin.run("create role " + FUNCTION + " login in role " + FUNCTION.replaceFirst(PREFIX, "cineai_"));
            } catch (SQLException e) {
                throw new IllegalStateException("cannot create the users of the functions", e);
            }
            return template;
        }
    }
}
