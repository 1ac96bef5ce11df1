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
    static final String SECRET = "a secret of 'sixteen' and more";

    static final Map<String, String> GIVEN = Map.of(
            "CINEAI_SCHEDULER_SECRET", SECRET, "CINEAI_FUNCTIONS_URL", "https://{function}.functions.example.org/");

    /** What the role {@code postgres} is there: creates roles and owns the app's tables, but is no superuser. */
    static final String POSTGRES = "app_owner";

    private static final Path FOLDER = Path.of("supabase");

    /** The app as it was before us. */
    static SupabaseProject before() {
        return Built.BEFORE.copied();
    }

    static SupabaseProject migrated() {
        return Built.MIGRATED.copied();
    }

    static SupabaseProject installed() throws SQLException, IOException {
        SupabaseProject project = migrated();
        project.install();
        return project;
    }

    /** In the order of README.md. */
    void install() throws SQLException, IOException {
        run("install.sql");
        keep(GIVEN);
        run("schedules.sql");
    }

    private SupabaseProject copied() {
        return new SupabaseProject(database.copyFor(POSTGRES));
    }

    Session asPostgres() throws SQLException {
        return database.connect(POSTGRES);
    }

    /** What of the app's tables a user of the app notices: policies, triggers and indexes. */
    Map<String, List<String>> rules() throws SQLException {
        Map<String, List<String>> rules = new TreeMap<>();
        String tables =
                "('movies', 'ratings', 'watchlist', 'user_profiles', 'user_behavior_signals', 'recommendations',"
                        + " 'conversational_query_cache')";
        try (Session session = database.connect()) {
            for (String query : List.of(
                    "select tablename, policyname, roles, cmd, qual, with_check from pg_policies where tablename in "
                            + tables + " order by 1, 2",
                    "select tgname from pg_trigger where not tgisinternal order by 1",
                    "select indexname from pg_indexes where schemaname = 'public' and tablename in " + tables
                            + " order by 1",
                    "select relname, (select array_agg(a order by a::text) from unnest(relacl) a) from pg_class"
                            + " where relnamespace = 'public'::regnamespace and relname in " + tables + " order by 1"))
                rules.put(query, session.rows(query));
        }
        return rules;
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
        static final SupabaseProject BEFORE = app();
        static final SupabaseProject MIGRATED = migrated(BEFORE.copied());

        private static SupabaseProject app() {
            TestPostgres database = TestPostgres.empty();
            try {
                try (Session superuser = database.connect()) {
                    superuser.run(resource("/existing-app/supabase.sql"));
                    superuser.run(resource("/supabase-extensions.sql"));
                }
                try (Session postgres = database.connect(POSTGRES)) {
                    postgres.run(resource("/existing-app/older.sql"));
                    postgres.rows("select cron.schedule('cineai-cleanup', '0 4 * * *', 'vacuum public.movies')");
                    postgres.rows("select vault.create_secret('the app''s own', 'cineai_app')");
                }
                return new SupabaseProject(database);
            } catch (SQLException | IOException e) {
                throw new IllegalStateException("cannot build the app's project", e);
            }
        }

        private static SupabaseProject migrated(SupabaseProject project) {
            project.database().migrate(POSTGRES);
            return project;
        }

        private static String resource(String name) throws IOException {
            try (InputStream file = SupabaseProject.class.getResourceAsStream(name)) {
                return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
