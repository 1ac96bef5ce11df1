package io.cineai.deploy;

import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The app's project on Supabase, with our schema, before this target was installed on it; and the files of the target, run as they are. */
record SupabaseProject(TestPostgres database) {
    /** What the role {@code postgres} is there: creates roles and owns the app's tables, but is no superuser. */
    static final String POSTGRES = "app_owner";

    private static final Path FOLDER = Path.of("supabase");

    static SupabaseProject migrated() throws SQLException, IOException {
        return Built.MIGRATED.copied();
    }

    private SupabaseProject copied() {
        return new SupabaseProject(database.copyFor(POSTGRES));
    }

    Session asPostgres() throws SQLException {
        return database.connect(POSTGRES);
    }

    /** As {@code psql -1 -f} does: all or nothing. */
    void run(String file) throws SQLException, IOException {
        try (Session session = asPostgres()) {
            session.run(Files.readString(FOLDER.resolve(file)));
        }
    }

    /** As psql does, which takes these from the environment. */
    void keep(Map<String, String> environment) throws SQLException, IOException {
        String text = Files.readString(FOLDER.resolve("secrets.sql"))
                .replaceAll("(?m)^\\\\.*$", "")
                .replace(":'secret'", quoted(environment.get("CINEAI_SCHEDULER_SECRET")))
                .replace(":'url'", quoted(environment.get("CINEAI_FUNCTIONS_URL")))
                .replace(":'patience'", quoted(environment.get("CINEAI_PATIENCE")));
        try (Session session = asPostgres()) {
            session.run(text);
        }
    }

    private static String quoted(String value) {
        return "'" + Objects.requireNonNullElse(value, "").replace("'", "''") + "'";
    }

    /** All that installing may change: what there is, who may what, and rows in what is not ours. */
    Map<String, List<String>> state() throws SQLException {
        Map<String, List<String>> state = new TreeMap<>();
        try (Session session = database.connect()) {
            for (String query : List.of(
                    "select oid::regprocedure, proacl, proowner::regrole from pg_proc where pronamespace <> 'pg_catalog'::regnamespace order by 1::text",
                    "select oid::regclass, relacl, relowner::regrole from pg_class"
                            + " where relnamespace not in ('pg_catalog'::regnamespace, 'pg_toast'::regnamespace) order by 1::text",
                    "select nspname, nspacl from pg_namespace where nspname !~ '^pg_(toast_)?temp_' order by 1",
                    "select rolname from pg_roles order by 1",
                    "select extname from pg_extension order by 1",
                    "select jobname, schedule, command, username from cron.job order by 1",
                    "select jobid, command from cron.job_run_details order by runid",
                    "select name, decrypted_secret from vault.decrypted_secrets order by 1",
                    "select kind, url, secret_name from cineai.doorbells order by 1",
                    "select id, score, reason from public.recommendations order by 1"))
                state.put(query, session.rows(query));
        }
        return state;
    }

    private static final class Built {
        static final SupabaseProject MIGRATED = build();

        private static SupabaseProject build() {
            TestPostgres database = TestPostgres.empty();
            try {
                try (Session superuser = database.connect()) {
                    superuser.run(resource("/existing-app/supabase.sql"));
                    superuser.run(resource("/supabase-extensions.sql"));
                }
                try (Session postgres = database.connect(POSTGRES)) {
                    postgres.run(resource("/existing-app/older.sql"));
                }
                database.migrate(POSTGRES);
                try (Session postgres = database.connect(POSTGRES)) {
                    postgres.rows("select cron.schedule('cineai-cleanup', '0 4 * * *', 'vacuum public.movies')");
                    postgres.rows("select vault.create_secret('the app''s own', 'cineai_app')");
                }
                return new SupabaseProject(database);
            } catch (SQLException | IOException e) {
                throw new IllegalStateException("cannot build the app's project", e);
            }
        }

        private static String resource(String name) throws IOException {
            try (InputStream file = SupabaseProject.class.getResourceAsStream(name)) {
                return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
