package io.cineai.functions.local.console;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.cineai.functions.local.console.Site.Rights;
import io.cineai.testkit.Session;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An installation that has been running for a day, looked at hour by hour. */
@ExtendWith(Site.Visited.class)
class HealthIT {
    private static final int HOURS = 24;

    /** Of these three hours nobody knows how many users waited. */
    private static final String GAP = "h between 10 and 12";

    @Test
    void aDayIsPlottedHourByHour(Site site) throws SQLException {
        try (Session database = site.database()) {
            aDay(database);
            try {
                Browser browser = site.as(1, Rights.OPERATOR);
                browser.open("/console/health");
                browser.awaitAtLeast(7, ".plot svg");

                assertThat(
                        browser.js("""
                                return Object.fromEntries([...document.querySelectorAll('.plot')].map(plot =>
                                    [plot.querySelector('h3').innerText,
                                     plot.querySelectorAll('.bars').length + ' ' + plot.querySelectorAll('path.drawn').length]))"""),
                        equalTo(new JsonObject(Map.of(
                                "Users who wait", "0 2",
                                "Lists made", HOURS + " 0",
                                "Runs that failed", "1 0",
                                "Analyses that were there", "0 0",
                                "Spent on models", HOURS - 1 + " 0",
                                "A model's answer, median", "0 1",
                                "Calls that failed", "1 0"))));
                assertThat(
                        browser.js("return document.querySelectorAll('.plot svg')[0].getAttribute('aria-label')")
                                .toString(),
                        matchesPattern("Users who wait: now .+, least .+, most 24"));
                assertThat(browser.texts("#alerts").toString(), containsString("Nobody is served."));
                for (Browser.Look look : List.of(Browser.Look.WIDE_LIGHT, Browser.Look.NARROW_DARK)) {
                    browser.look(look);
                    browser.photograph(Path.of("target", "screenshots", "health-of_a_day-" + look + ".png"));
                }
                browser.look(Browser.Look.WIDE_LIGHT);
            } finally {
                forget(database);
            }
        }
    }

    /** Nothing of this is of functions that run here meanwhile. */
    private static void aDay(Session database) throws SQLException {
        String hours = "generate_series(0, " + (HOURS - 1) + ") as h, lateral (select date_trunc('hour', now(), 'UTC')"
                + " - make_interval(hours => h) as at) t";
        database.run("insert into cineai.function_runs (run_id, function, status, report, started_at, finished_at)"
                + " select gen_random_uuid(), 'recommendation-job', 'succeeded', jsonb_build_object('succeeded', 100 + 10 * h, 'plotted', true),"
                + " at, at from " + hours);
        database.run("insert into cineai.function_runs (run_id, function, status, report, started_at, finished_at)"
                + " select gen_random_uuid(), 'edge-export', 'failed', '{\"plotted\": true}', at, at from " + hours
                + " where h = 5");
        database.run("insert into public.ai_service_health (service_name, status, metadata, last_check)"
                + " select 'queue', 'healthy', jsonb_build_object('open', h + 1, 'plotted', true), at from " + hours
                + " where not (" + GAP + ")");
        database.run("insert into cineai.llm_calls (feature, provider, model, cost_usd, outcome, latency_ms, called_at)"
                + " select 'plotted', 'p', 'm', 0.01 * h, case h when 7 then 'failed' else 'succeeded' end, 800 + 20 * h, at from "
                + hours);
        database.run("""
                insert into cineai.alerts (key, service, severity, text, first_seen, last_seen, checked_at)
                values ('plotted', 'queue', 'critical', 'Nobody is served.', now(), now(), now())""");
    }

    private static void forget(Session database) throws SQLException {
        database.run("delete from cineai.function_runs where report ->> 'plotted' = 'true'");
        database.run("delete from public.ai_service_health where metadata ->> 'plotted' = 'true'");
        database.run("delete from cineai.llm_calls where feature = 'plotted'");
        database.run("delete from cineai.alerts where key = 'plotted'");
    }
}
