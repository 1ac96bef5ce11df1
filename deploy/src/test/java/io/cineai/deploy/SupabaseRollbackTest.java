package io.cineai.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.testkit.Session;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is the app's stays as it was, when this target comes, while it is there, and when it goes. */
class SupabaseRollbackTest {
    @Test
    void installingChangesNothingThatIsTheApps() throws Exception {
        SupabaseProject project = SupabaseProject.migrated();
        Map<String, List<String>> before = project.state();

        project.install();

        Map<String, List<String>> after = project.state();
        before.forEach((what, rows) -> assertTrue(after.get(what).containsAll(rows), what));
    }

    /** What pg_cron did for the app is the app's to keep. */
    @Test
    void onlyOurOwnHistoryIsForgottenAndOnlyAfterAWeek() throws Exception {
        SupabaseProject project = SupabaseProject.installed();
        try (Session superuser = project.database().connect();
                Session session = project.asPostgres()) {
            superuser.run("insert into cron.job_run_details (jobid, username, command, start_time)"
                    + " select jobid, username, jobname, now() - a from cron.job, unnest('{6 days,8 days}'::interval[]) a"
                    + " where jobname in ('cineai-cleanup', 'cineai/monitor')");

            session.run(session.one("select command from cron.job where jobname = 'cineai/history'"));

            assertEquals(
                    List.of("cineai-cleanup", "cineai-cleanup", "cineai/monitor"),
                    session.rows("select command from cron.job_run_details order by 1"));
        }
    }

    @Test
    void uninstallingLeavesNothingOfItAndAllElseAsItWas() throws Exception {
        SupabaseProject project = SupabaseProject.migrated();
        try (Session superuser = project.database().connect()) {
            superuser.run(
                    "insert into cron.job_run_details (jobid, username, command) values (1, 'app_owner', 'vacuum public.movies')");
        }
        Map<String, List<String>> before = project.state();
        project.install();
        try (Session superuser = project.database().connect()) {
            superuser.run("insert into cron.job_run_details (jobid, username, command)"
                    + " select jobid, username, command from cron.job where jobname like 'cineai/%'");
            superuser.run(
                    "update cineai.doorbells set url = 'https://example.org/queue-drain', secret_name = 'cineai_scheduler' where kind = 'http'");
            superuser.rows("select vault.create_secret('https://example.org', 'cineai_url/monitor')");
        }

        project.run("uninstall.sql");
        project.run("uninstall.sql");

        Map<String, List<String>> after = project.state();
        before.forEach((what, rows) -> assertEquals(rows, after.get(what), what));
    }

    @Test
    void theSchemaCanGoTooAndTheAppGoesOn() throws Exception {
        SupabaseProject project = SupabaseProject.installed();
        try (Session postgres = project.asPostgres()) {
            postgres.run("create table cineai.movie_cinematic_styles_orphans as select 'no film' as movie_id");
            postgres.run(
                    "insert into public.recommendations (user_id, movie_id, score, reason, generation)"
                            + " select r.user_id, m.id, 0.5, 'ours', 7 from public.recommendations r, public.movies m"
                            + " where not exists (select from public.recommendations s where s.user_id = r.user_id and s.movie_id = m.id) limit 1");
        }
        String lists = "select count(*) from public.recommendations";

        project.run("uninstall.sql");
        project.run("drop.sql");
        project.run("drop.sql");

        try (Session session = project.database().connect();
                Session before = SupabaseProject.before().database().connect()) {
            assertEquals(before.one(lists), session.one(lists));
            assertEquals("no film", session.one("select movie_id from public.movie_cinematic_styles_orphans"));
            assertEquals("null", session.one("select to_regnamespace('cineai')::text"));
            assertEquals(
                    1,
                    session.run(
                            "update public.ratings set rated_at = now() where ctid = (select min(ctid) from public.ratings)"));
        }
        Map<String, List<String>> now = project.rules();
        SupabaseProject.before().rules().forEach((what, rows) -> assertEquals(rows, now.get(what), what));
    }
}
