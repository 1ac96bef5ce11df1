package io.cineai.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.functions.console.Manifest;
import io.cineai.testkit.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The target's own SQL, on the app's database, as the role that a project has for it. */
class SupabaseTest {
    private static final Manifest MANIFEST = Manifest.read();
    private static final String OURS =
            "select jobname, schedule, command from cron.job where jobname like 'cineai/%' order by 1";
    private static final String REQUEST = "select method, url, convert_from(body, 'utf8'), headers ->> 'Authorization',"
            + " headers ->> 'Content-Type', timeout_milliseconds from net.http_request_queue order by id desc limit 1";

    @BeforeAll
    static void schedulesAreThoseOfTheManifest() throws IOException {
        Rendered.mustBe(Path.of("supabase/schedules.sql"), SupabaseSchedules.render(MANIFEST));
    }

    @Test
    void eachTickIsScheduledOnceHoweverOftenOneInstalls() throws Exception {
        SupabaseProject project = SupabaseProject.installed();
        project.keep(SupabaseProject.GIVEN);
        project.run("install.sql");
        project.run("schedules.sql");

        try (Session session = project.asPostgres()) {
            List<String> expected = new ArrayList<>();
            MANIFEST.functions().forEach((function, entry) -> {
                int number = 0;
                for (Manifest.Tick tick : entry.ticks())
                    expected.add("cineai/%s%s %s select cineai.invoke('%s', '%s', '%d seconds')"
                            .formatted(
                                    function,
                                    ++number == 1 ? "" : "/" + number,
                                    tick.schedule(),
                                    function,
                                    tick.payload(),
                                    entry.timeout()));
            });
            List<String> scheduled = new ArrayList<>(session.rows(OURS));

            assertTrue(scheduled.removeIf(row -> row.startsWith("cineai/history ")));
            assertEquals(
                    expected.stream().sorted().toList(),
                    scheduled.stream().sorted().toList());
        }
    }

    @Test
    void whatTheManifestNoLongerHasIsNoLongerScheduled() throws Exception {
        SupabaseProject project = SupabaseProject.installed();
        try (Session session = project.asPostgres()) {
            session.rows("select cron.schedule('cineai/gone', '* * * * *', 'select 1')");

            project.run("schedules.sql");

            assertEquals(
                    List.of("cineai-cleanup"),
                    session.rows("select jobname from cron.job where jobname in ('cineai/gone', 'cineai-cleanup')"));
        }
    }

    @Test
    void eachScheduledCommandCallsItsFunction() throws Exception {
        SupabaseProject project = SupabaseProject.installed();
        try (Session session = project.asPostgres()) {
            for (SupabaseSchedules.Job job : SupabaseSchedules.jobs(MANIFEST).values()) {
                String scheduled = session.one(
                        "select command from cron.job where command = ? and schedule = ?",
                        job.command(),
                        job.tick().schedule());

                session.rows(scheduled);

                String url = "https://%1$s.functions.example.org/%1$s".formatted(job.function());
                String body = session.one("select ?::jsonb::text", job.payload());
                assertEquals(
                        "POST " + url + " " + body + " Bearer " + SupabaseProject.SECRET + " application/json 10000",
                        session.one(REQUEST));
            }
        }
    }

    @Test
    void aFunctionMayBeElsewhereAndOneMayListenLongerButNotLongerThanTheFunctionMayTake() throws Exception {
        SupabaseProject project = SupabaseProject.installed();
        project.keep(Map.of("CINEAI_FUNCTIONS_URL", "https://example.org", "CINEAI_PATIENCE", "10 minutes"));
        try (Session session = project.asPostgres()) {
            session.rows("select vault.create_secret('http://elsewhere:8081/', 'cineai_url/monitor')");

            session.rows("select cineai.invoke('monitor', '{}', '120 seconds')");
            assertEquals(
                    "POST http://elsewhere:8081/monitor {} Bearer " + SupabaseProject.SECRET
                            + " application/json 120000",
                    session.one(REQUEST));

            session.rows("select cineai.invoke('cold-start', '{\"movies\": 3}', '3600 seconds')");
            assertEquals(
                    "POST https://example.org/cold-start {\"movies\": 3} Bearer " + SupabaseProject.SECRET
                            + " application/json 600000",
                    session.one(REQUEST));
        }
    }

    @Test
    void withoutASecretNothingIsCalledAndItIsSaid() throws Exception {
        SupabaseProject project = SupabaseProject.migrated();
        project.run("install.sql");
        try (Session session = project.asPostgres()) {
            String invoke = "select cineai.invoke('monitor', '{}', '120 seconds')";
            assertTrue(failure(session, invoke).contains("Vault does not have cineai_scheduler for monitor"));

            project.keep(Map.of("CINEAI_SCHEDULER_SECRET", SupabaseProject.SECRET));

            assertTrue(failure(session, invoke).contains("Vault does not have cineai_url for monitor"));
            assertEquals("0", session.one("select count(*) from net.http_request_queue"));
        }
    }

    @Test
    void whatCannotBeRightIsNotKept() throws Exception {
        SupabaseProject project = SupabaseProject.migrated();

        for (Map<String, String> wrong : List.of(
                Map.of("CINEAI_SCHEDULER_SECRET", "fifteen letters"),
                Map.of("CINEAI_FUNCTIONS_URL", "functions.example.org"),
                Map.of("CINEAI_PATIENCE", "11 minutes"),
                Map.of("CINEAI_PATIENCE", "0"))) assertThrows(SQLException.class, () -> project.keep(wrong));

        try (Session session = project.asPostgres()) {
            assertEquals(List.of("cineai_app"), session.rows("select name from vault.secrets"));
        }
    }

    @Test
    void nobodyElseCanInvoke() throws Exception {
        SupabaseProject project = SupabaseProject.installed();
        try (Session session = project.database().connect()) {
            for (String role : others(session)) {
                session.run("set role " + role);
                String denied = failure(session, "select cineai.invoke('monitor', '{}', '120 seconds')");
                assertTrue(denied.contains("permission denied"), role + ": " + denied);
                session.run("reset role");
                assertFalse(
                        Boolean.parseBoolean(session.one(
                                "select has_function_privilege(?, 'cineai.invoke(text, jsonb, interval)', 'execute')",
                                role)),
                        role);
            }
            assertEquals("0", session.one("select count(*) from net.http_request_queue"));
        }
    }

    /** Of the app's roles Supabase itself lets {@code service_role} look into Vault, and nobody but Supabase can take that away. */
    @Test
    void nobodyElseLearnsTheSecret() throws Exception {
        SupabaseProject project = SupabaseProject.installed();
        try (Session session = project.database().connect()) {
            for (String role : others(session).stream()
                    .filter(it -> !it.equals("service_role"))
                    .toList()) {
                session.run("set role " + role);
                assertTrue(
                        failure(session, "select decrypted_secret from vault.decrypted_secrets")
                                .contains("permission denied"),
                        role);
                session.run("reset role");
            }
            for (String readable : List.of(
                    "select string_agg(command, '') from cron.job",
                    "select string_agg(prosrc, '') from pg_proc",
                    "select string_agg(d::text, '') from cineai.doorbells d"))
                assertFalse(session.one(readable).contains(SupabaseProject.SECRET), readable);
        }
    }

    private static List<String> others(Session session) throws SQLException {
        List<String> ours = session.rows("select rolname from pg_roles where rolname like 'cineai\\_%'");
        assertTrue(ours.contains("cineai_reader"));
        return Stream.concat(Stream.of("anon", "authenticated", "service_role"), ours.stream())
                .toList();
    }

    private static String failure(Session session, String sql) {
        return assertThrows(SQLException.class, () -> session.rows(sql)).getMessage();
    }
}
