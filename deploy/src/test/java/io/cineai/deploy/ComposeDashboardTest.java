package io.cineai.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cineai.testkit.Session;
import io.cineai.testkit.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The dashboard asks the schema as it is, as the role that it has; and that role can do nothing else. */
class ComposeDashboardTest {
    private static final String ROLE = "cineai_dashboard";
    private static TestPostgres database;

    /** Twice, as it is done after each migration. */
    @BeforeAll
    static void makeTheRole() throws Exception {
        database = TestPostgres.fresh();
        try (Session owner = database.connect(TestPostgres.OWNER)) {
            for (int i = 0; i < 2; i++) owner.run(Files.readString(Path.of("compose/dashboard/role.sql")));
            owner.run("alter role cineai_dashboard login");
        }
        try (Session superuser = database.connect()) {
            superuser.run("insert into auth.users (id) values ('00000000-0000-0000-0000-0000000000a1')");
            superuser.run(
                    "insert into cineai.rec_refresh_queue (user_id, priority) values ('00000000-0000-0000-0000-0000000000a1', 2)");
            superuser.run(
                    "insert into cineai.function_runs (run_id, function, status, report, started_at, finished_at) values"
                            + " (gen_random_uuid(), 'queue-drain', 'succeeded', '{\"succeeded\": 3, \"skipped\": 1}', now() - interval '1 minute', now()),"
                            + " (gen_random_uuid(), 'monitor', 'failed', null, now() - interval '1 minute', now())");
            superuser.run(
                    "insert into public.ai_service_health (service_name, status, response_time_ms) values ('database', 'healthy', 3)");
            superuser.run("insert into cineai.llm_budget (feature, period, starts_at, calls, tokens, usd)"
                    + " values ('style-analysis', 'day', date_trunc('day', now(), 'UTC'), 1, 2, 0.5)");
            superuser.run("insert into cineai.alerts (key, service, severity, text, first_seen, last_seen, checked_at)"
                    + " values ('a', 'queue', 'warning', 'slow', now(), now(), now())");
        }
    }

    @Test
    void eachQueryIsValidAndAllowed() throws Exception {
        Map<String, Integer> rows = new TreeMap<>();
        try (Session dashboard = database.connect(ROLE)) {
            for (JsonNode panel : panels())
                for (JsonNode target : panel.path("targets")) {
                    String sql = target.path("rawSql")
                            .asText()
                            .replace("$__timeFrom()", "'2020-01-01T00:00:00Z'")
                            .replace("$__timeTo()", "'2099-01-01T00:00:00Z'");
                    assertFalse(sql.contains("$__"), sql);
                    rows.put(panel.path("title").asText(), dashboard.rows(sql).size());
                }
        }

        assertTrue(rows.size() > 20, rows.toString());
        for (String filled : List.of(
                "Oldest in the queue",
                "Waiting",
                "Queue",
                "Budget of this month",
                "Spend against budget",
                "USD a day",
                "Alerts",
                "A list takes",
                "Lists a day",
                "Service health",
                "Services answer in",
                "Runs take",
                "Failed runs an hour",
                "Functions")) assertTrue(rows.get(filled) > 0, filled + " has nothing to show: " + rows);
    }

    @Test
    void whatIsAskedForIsThere() throws Exception {
        String all = panels().toString();
        for (String function : List.of(
                "generation",
                "hit_rates",
                "queries",
                "parsing",
                "spend",
                "spend_by_day",
                "queue",
                "freshness",
                "health",
                "functions",
                "runs")) assertTrue(all.contains("cineai_dashboard." + function + "("), function);
    }

    /** A line over time is a time, a name and a number; and panels do not lie on each other. */
    @Test
    void panelsAreAsGrafanaTakesThem() throws Exception {
        boolean[][] taken = new boolean[200][24];
        for (JsonNode panel : panels()) {
            JsonNode at = panel.path("gridPos");
            for (int y = at.path("y").asInt();
                    y < at.path("y").asInt() + at.path("h").asInt();
                    y++)
                for (int x = at.path("x").asInt();
                        x < at.path("x").asInt() + at.path("w").asInt();
                        x++) {
                    assertFalse(taken[y][x], panel.path("title").asText());
                    taken[y][x] = true;
                }
            for (JsonNode target : panel.path("targets")) {
                assertEquals("cineai", target.path("datasource").path("uid").asText());
                if (target.path("format").asText().equals("time_series"))
                    assertTrue(
                            target.path("rawSql").asText().contains("as \"time\""),
                            panel.path("title").asText());
            }
        }
        assertTrue(Files.readString(Path.of("compose/grafana/provisioning/datasources/cineai.yaml"))
                .contains("uid: cineai\n"));
    }

    @Test
    void theRoleSeesNothingElse() throws Exception {
        try (Session superuser = database.connect()) {
            assertEquals(
                    List.of(),
                    superuser.rows(
                            "select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                                    + " where n.nspname in ('public', 'cineai', 'auth') and c.relkind in ('r', 'v', 'm', 'p')"
                                    + " and has_table_privilege('cineai_dashboard', c.oid, 'select, insert, update, delete, truncate')"));
            assertEquals(
                    "0",
                    superuser.one("select count(*) from pg_auth_members where member = 'cineai_dashboard'::regrole"));
            assertEquals(
                    "f f f f f",
                    superuser
                            .one("select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication"
                                    + " from pg_roles where rolname = 'cineai_dashboard'")
                            .replace("false", "f"));
        }
        try (Session dashboard = database.connect(ROLE)) {
            for (String denied : List.of(
                    "select * from cineai.status_queue",
                    "select user_id from public.ratings",
                    "insert into cineai.alerts (key) values ('b')"))
                assertThrows(SQLException.class, () -> dashboard.run(denied), denied);
            String readOnly = assertThrows(
                            SQLException.class, () -> dashboard.run("create temporary table mine (n int)"))
                    .getMessage();
            assertTrue(readOnly.contains("read-only"), readOnly);
        }
    }

    @Test
    void nobodyElseMayAskInItsPlace() throws Exception {
        try (Session superuser = database.connect()) {
            assertEquals(
                    List.of(),
                    superuser.rows(
                            "select r.rolname, p.proname from pg_proc p, pg_roles r"
                                    + " where p.pronamespace = 'cineai_dashboard'::regnamespace"
                                    + " and (r.rolname in ('anon', 'authenticated', 'service_role') or r.rolname like 'cineai\\_%')"
                                    + " and r.rolname <> 'cineai_dashboard' and has_function_privilege(r.oid, p.oid, 'execute')"));
        }
    }

    private static JsonNode panels() throws Exception {
        return new ObjectMapper()
                .readTree(Path.of("compose/grafana/dashboards/cineai.json").toFile())
                .path("panels");
    }
}
