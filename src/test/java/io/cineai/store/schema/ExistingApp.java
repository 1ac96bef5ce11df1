package io.cineai.store.schema;

import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/** The app's database as it was before us, with rows in every table, and a few words to look at it. */
final class ExistingApp {
    static final String OWNER = "app_owner";
    static final UUID ADA = UUID.fromString("00000000-0000-0000-0000-0000000000a1");
    static final UUID BOB = UUID.fromString("00000000-0000-0000-0000-0000000000b2");
    static final UUID HEAT = UUID.fromString("10000000-0000-0000-0000-000000000001");
    static final UUID ALIEN = UUID.fromString("10000000-0000-0000-0000-000000000002");

    /** The tables of the app whose policies and grants we never touch. */
    static final String UNTOUCHED =
            "movies,ratings,watchlist,user_profiles,user_behavior_signals,recommendations,conversational_query_cache";

    private ExistingApp() {}

    /** Actors only, no analysis tables, whole stars or none. */
    static TestPostgres older() {
        return Built.OLDER.copyFor(OWNER);
    }

    /** With the newer columns, and analysis tables whose movie_id is text. */
    static TestPostgres newer() {
        return Built.NEWER.copyFor(OWNER);
    }

    static TestPostgres olderMigrated() {
        return Built.OLDER_MIGRATED.copyFor(OWNER);
    }

    static TestPostgres newerMigrated() {
        return Built.NEWER_MIGRATED.copyFor(OWNER);
    }

    /** Rows of each table in public, with those that moved to its {@code _orphans}. */
    static Map<String, Long> rowCounts(Session session) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        for (String table : session.rows("select relname from pg_class"
                + " where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1")) {
            long rows = session.count("select count(*) from public." + table);
            String orphans = "cineai." + table + "_orphans";
            if (!session.one("select to_regclass(?)::text", orphans).equals("null"))
                rows += session.count("select count(*) from " + orphans);
            counts.put(table, rows);
        }
        return counts;
    }

    /** Each is built once and copied for each test. */
    private static final class Built {
        static final TestPostgres OLDER = load(supabase(), OWNER, "older.sql");
        static final TestPostgres NEWER = load(OLDER.copyFor(OWNER), OWNER, "newer.sql");
        static final TestPostgres OLDER_MIGRATED = migrated(OLDER.copyFor(OWNER));
        static final TestPostgres NEWER_MIGRATED = migrated(NEWER.copyFor(OWNER));

        private static TestPostgres supabase() {
            TestPostgres.fresh(); // the users of the functions log in to every database of the server
            return load(TestPostgres.empty(), TestPostgres.SUPERUSER, "supabase.sql");
        }

        private static TestPostgres migrated(TestPostgres database) {
            database.migrate(OWNER);
            return database;
        }
    }

    private static TestPostgres load(TestPostgres database, String user, String script) {
        try (Session session = database.connect(user)) {
            session.run(text(script));
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot build the app's database from " + script, e);
        }
    }

    private static String text(String script) {
        try (InputStream file = ExistingApp.class.getResourceAsStream("/existing-app/" + script)) {
            return new String(Objects.requireNonNull(file, script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
