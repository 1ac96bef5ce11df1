package io.cineai.functions.monitor;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.cineai.testkit.FakeWebhook;
import io.cineai.testkit.FakeWebhook.Mood;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.WebhookForFunction;
import io.cineai.testkit.anthropic.Leaks;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.DisabledOnIntegrationTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By the whole way from the invocation to the channel, with a real server at its end. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
@QuarkusTestResource(WebhookForFunction.class)
class MonitorTest {
    final FakeWebhook webhook = WebhookForFunction.webhook;
    Session db;

    @BeforeEach
    void nothingIsAmiss() throws SQLException {
        db = PostgresForFunction.database.connect();
        db.run("truncate cineai.alerts, cineai.status_samples, cineai.rec_refresh_queue, cineai.rec_refresh_missed,"
                + " cineai.function_runs, cineai.llm_budget, public.ai_service_health, public.recommendations,"
                + " public.recommendation_feeds");
        db.run("delete from auth.users");
        db.run("delete from public.movies");
        webhook.reset();
    }

    @AfterEach
    void close() throws SQLException {
        assertThat(webhook.refused(), is(empty()));
        db.close();
    }

    @Test
    void whereAllIsWellNobodyIsToldAndEverythingIsPublished() throws SQLException {
        monitor("{}")
                .statusCode(200)
                .body("function", equalTo("monitor"))
                .body("claimed", equalTo(0))
                .body("details.findings", empty())
                .body("details.notified", empty())
                .body("details.recovered", empty())
                .body("details.pinged", equalTo(true));

        assertThat(webhook.messages(), is(empty()));
        assertThat(webhook.pings(), equalTo(1));
        assertThat(
                db.rows("select service_name, status from public.ai_service_health order by 1"),
                contains("budget healthy", "database healthy", "lists healthy", "monitor healthy", "queue healthy"));
        assertThat(
                db.one(
                        "select response_time_ms is not null from public.ai_service_health where service_name = 'database'"),
                equalTo("true"));
        assertThat(db.count("select count(*) from cineai.status_samples"), equalTo(1L));
    }

    @Nested
    class ALastingTrouble {
        @Test
        void isToldOnce() throws SQLException {
            dead(3);

            monitor("{}")
                    .statusCode(200)
                    .body("succeeded", equalTo(1))
                    .body("details.notified", contains("queue:dead"));
            monitor("{}").statusCode(200).body("succeeded", equalTo(0)).body("details.findings", hasSize(1));
            monitor("{}").statusCode(200);

            assertThat(webhook.told(), contains("started queue:dead"));
            assertThat(
                    db.one("select status, error_message from public.ai_service_health where service_name = 'queue'"
                            + " order by last_check desc limit 1"),
                    equalTo("degraded queue:dead"));
        }

        @Test
        void isOneTextForPeopleAndFieldsForMachines() throws SQLException {
            dead(3);
            monitor("{}");

            JsonObject message = webhook.messages().get(0);

            assertThat(
                    message.getString("text"),
                    equalTo("[warning] 3 users are dead in the queue: all attempts failed."
                            + " queue-drain {\"redrive\": true} revives them."));
            JsonObject alert = message.getJsonArray("alerts").getJsonObject(0);
            assertThat(alert.getString("service"), equalTo("queue"));
            assertThat(alert.getString("severity"), equalTo("warning"));
            assertThat(
                    Instant.parse(alert.getString("since"))
                            .isAfter(Instant.now().minusSeconds(60)),
                    is(true));
        }

        @Test
        void isRememberedAfterSixHours() throws SQLException {
            dead(3);
            monitor("{}");
            later("6 hours");

            monitor("{}").body("details.notified", contains("queue:dead"));
            monitor("{}").body("details.notified", empty());

            assertThat(webhook.told(), contains("started queue:dead", "standing queue:dead"));
            assertThat(webhook.messages().get(1).getString("text"), startsWith("[warning, since 20"));
        }

        @Test
        void isToldWhenItIsOver() throws SQLException {
            dead(3);
            monitor("{}");
            db.run("truncate cineai.rec_refresh_queue");
            monitor("{}").body("details.recovered", empty());
            later("10 minutes");

            monitor("{}").body("details.recovered", contains("queue:dead")).body("details.notified", empty());
            monitor("{}").body("details.recovered", empty());

            assertThat(webhook.told(), contains("started queue:dead", "over queue:dead"));
        }

        @Test
        void isToldTogetherWithOthers() throws SQLException {
            dead(1);
            spent("5");

            monitor("{}").body("succeeded", equalTo(2));

            assertThat(webhook.messages(), hasSize(1));
            assertThat(webhook.told(), contains("started budget:*:day", "started queue:dead"));
        }

        @Test
        void isToldAgainAtOnceWhereItIsWorse() throws SQLException {
            spent("2.5");
            monitor("{}");
            spent("3.99");
            monitor("{}");
            spent("4");
            monitor("{}");
            spent("5");
            monitor("{}");

            assertThat(webhook.told(), contains("started budget:*:day", "worse budget:*:day", "worse budget:*:day"));
            assertThat(webhook.messages().get(2).getString("text"), startsWith("[critical, worse] 100 % of the day's"));
        }
    }

    @Nested
    class WhatFlaps {
        @Test
        void isToldOnceWithinTheQuietPeriod() throws SQLException {
            for (int flap = 0; flap < 5; flap++) {
                dead(1);
                monitor("{}").statusCode(200);
                db.run("truncate cineai.rec_refresh_queue");
                monitor("{}").statusCode(200);
            }

            assertThat(webhook.told(), contains("started queue:dead"));
            assertThat(db.one("select opened from cineai.alerts"), equalTo("5"));
        }

        @Test
        void isNotToldAgainRightAfterItWasToldToBeOver() throws SQLException {
            dead(1);
            monitor("{}");
            db.run("truncate cineai.rec_refresh_queue");
            monitor("{}");
            later("10 minutes");
            monitor("{}");
            dead(1);
            monitor("{}").body("details.notified", empty());
            assertThat(webhook.told(), contains("started queue:dead", "over queue:dead"));

            later("30 minutes");
            monitor("{}").body("details.notified", contains("queue:dead"));

            assertThat(webhook.told(), contains("started queue:dead", "over queue:dead", "started queue:dead"));
        }
    }

    @Test
    void twoMonitorsAtOnceTellItOnce() throws SQLException {
        dead(1);
        spent("5");
        webhook.taking(300);

        List<CompletableFuture<Response>> runs = IntStream.range(0, 6)
                .mapToObj(run -> CompletableFuture.supplyAsync(
                        () -> monitor("{}").extract().response()))
                .toList();

        int told = runs.stream().mapToInt(run -> run.join().path("succeeded")).sum();
        assertThat(told, equalTo(2));
        assertThat(webhook.told().stream().sorted().toList(), contains("started budget:*:day", "started queue:dead"));
    }

    @Nested
    class AWebhookThatIsDown {
        @ParameterizedTest
        @EnumSource(
                value = Mood.class,
                names = {"BROKEN", "HANGING", "DROPPING"})
        void failsNoRunAndIsToldLater(Mood mood) throws SQLException {
            dead(1);
            webhook.is(mood);

            monitor("{}")
                    .statusCode(200)
                    .body("succeeded", equalTo(0))
                    .body("deferred", equalTo(1))
                    .body("details.notified", empty())
                    .body("details.pinged", equalTo(false))
                    .body("problems.item", contains("webhook", "ping"));
            assertThat(webhook.messages(), is(empty()));
            assertThat(db.one("select told, claimed_until from cineai.alerts"), equalTo("0 null"));

            webhook.is(Mood.WELL);
            monitor("{}").statusCode(200).body("details.notified", contains("queue:dead"));

            assertThat(webhook.told(), contains("started queue:dead"));
            assertThat(webhook.pings(), equalTo(1));
        }

        @Test
        void hasAStatusAndNoAddressInTheReport() throws SQLException {
            dead(1);
            webhook.is(Mood.BROKEN);

            monitor("{}").body("problems.reason", contains("the webhook answers 500", "the ping answers 500"));
            webhook.is(Mood.HANGING);
            monitor("{}")
                    .body(
                            "problems.reason",
                            contains("the webhook does not answer in time", "the ping does not answer in time"));
        }

        @Test
        void isTriedAgainAlsoWhereItsSenderDied() throws SQLException {
            dead(1);
            webhook.is(Mood.BROKEN);
            monitor("{}");
            db.run(
                    "update cineai.alerts set claim_token = gen_random_uuid(), claimed_until = now() + interval '1 minute'");
            webhook.is(Mood.WELL);
            monitor("{}").body("details.notified", empty());

            db.run("update cineai.alerts set claimed_until = now() - interval '1 second'");
            monitor("{}").body("details.notified", contains("queue:dead"));
        }

        @Test
        void isLeftAloneWhereNoTimeIsLeft() throws SQLException {
            dead(1);

            monitor("{\"deadlineSeconds\": 1}")
                    .statusCode(200)
                    .body("deferred", equalTo(1))
                    .body("problems.reason", contains("no time was left to send it"));

            assertThat(webhook.messages(), is(empty()));
        }
    }

    @Test
    @DisabledOnIntegrationTest("it hears the log of its own process, and an executable is another")
    void itsAddressIsInNoLog() throws SQLException {
        try (Leaks leaks = new Leaks(FakeWebhook.SECRET)) {
            inEveryMood();

            assertThat(leaks.heard(), is(empty()));
            assertThat(leaks.lines(), greaterThanOrEqualTo(Mood.values().length));
        }
    }

    @Test
    void itsAddressIsInNoRowAndNoReply() throws SQLException {
        List<String> replies = inEveryMood();

        assertThat(replies, hasSize(Mood.values().length));
        assertThat(replies, everyItem(not(containsString(FakeWebhook.SECRET))));
        for (String table : List.of("cineai.function_runs", "cineai.alerts", "public.ai_service_health"))
            assertThat(
                    db.count("select count(*) from " + table + " t where t::text like '%" + FakeWebhook.SECRET + "%'"),
                    equalTo(0L));
    }

    /** What the monitor says of one trouble while its webhook does what a webhook may do. */
    private List<String> inEveryMood() throws SQLException {
        dead(1);
        List<String> replies = new ArrayList<>();
        for (Mood mood : Mood.values()) {
            webhook.is(mood);
            replies.add(monitor("{}").extract().asString());
            db.run("update cineai.alerts set told = 0, notified_at = null, told_open = false, told_severity = null");
        }
        return replies;
    }

    @Nested
    class ADryRun {
        @Test
        void saysWhatWouldBeRaisedAndDoesNothing() throws SQLException {
            dead(2);
            db.run("insert into cineai.alerts (key, service, severity, text, first_seen, last_seen, checked_at)"
                    + " values ('old', 'queue', 'warning', 'It was.', now(), now(), now())");

            monitor("{\"dryRun\": true}")
                    .statusCode(200)
                    .body("remaining", equalTo(1))
                    .body("details.findings.key", contains("queue:dead"))
                    .body("details.wouldNotify", contains("queue:dead"));

            assertThat(webhook.messages(), is(empty()));
            assertThat(webhook.pings(), equalTo(0));
            assertThat(db.rows("select key, resolved_at from cineai.alerts"), contains("old null"));
            assertThat(db.count("select count(*) from public.ai_service_health"), equalTo(0L));
            assertThat(db.count("select count(*) from cineai.status_samples"), equalTo(0L));
        }
    }

    @Nested
    class Findings {
        @Test
        void areAboutUsersAndNameNone() throws SQLException {
            UUID ada = SampleWorld.aUser(db);
            db.run("update auth.users set last_sign_in_at = now() - interval '1 day'");
            waits(ada, "20 minutes");

            monitor("{}").body("details.findings.key", contains("queue:age"));
            db.run("truncate cineai.rec_refresh_queue");
            monitor("{}").body("details.findings.key", contains("lists:none"));

            assertThat(webhook.told(), contains("started queue:age", "started lists:none"));
            assertThat(webhook.messages().toString(), not(containsString(ada.toString())));
            assertThat(
                    db.one("select status from public.ai_service_health where service_name = 'lists'"
                            + " order by last_check desc limit 1"),
                    equalTo("failed"));
        }

        @Test
        void areComparedWithAnEarlierRun() throws SQLException {
            monitor("{}").body("details.findings", empty());
            db.run("update cineai.status_samples set list_rows = 100, measured_at = now() - interval '5 minutes'");

            monitor("{}").body("details.findings.key", contains("lists:rows"));
        }

        @Test
        void includeTheMonitorsOwnSilenceWhenItIsBack() throws SQLException {
            ran("queue-drain", 12);
            ran("monitor", 60);

            monitor("{}").body("details.findings.key", hasItem("monitor"));
            later("10 minutes");
            monitor("{}").body("details.findings", empty());

            assertThat(webhook.told(), hasItem("started monitor"));
        }

        private void ran(String function, int minutesAgo) throws SQLException {
            db.run(
                    "insert into cineai.function_runs (run_id, function, status, started_at)"
                            + " values (gen_random_uuid(), ?, 'succeeded', now() - make_interval(mins => ?))",
                    function,
                    minutesAgo);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"dryRun\": \"yes\"}|dryRun",
                "{\"deadlineSeconds\": 0}|deadlineSeconds",
                "{\"deadlineSeconds\": \"60\"}|deadlineSeconds",
                "{\"limit\": 5}|limit"
            })
    void whatDoesNotFitIsRefusedByName(String payloadAndField) throws SQLException {
        String[] parts = payloadAndField.split("\\|");

        monitor(parts[0]).statusCode(400).body("field", equalTo(parts[1])).body("detail", startsWith(parts[1] + " "));

        assertThat(db.rows("select run_id from cineai.function_runs"), is(empty()));
    }

    @Test
    void aGetStartsNothing() throws SQLException {
        given().auth().oauth2(PostgresForFunction.SECRET).get("/monitor").then().statusCode(405);
        given().post("/monitor").then().statusCode(401);

        assertThat(db.rows("select run_id from cineai.function_runs"), is(empty()));
    }

    @Test
    void everyRunIsARowWithItsFindings() throws SQLException {
        dead(1);
        monitor("{}");

        assertThat(
                db.one(
                        "select status, report #>> '{details,findings,0,key}', report ->> 'error' from cineai.function_runs"),
                equalTo("succeeded queue:dead null"));
        monitor("{}").body("problems", empty()).body("field", nullValue());
    }

    private void dead(int users) throws SQLException {
        for (int user = 0; user < users; user++)
            db.run(
                    "insert into cineai.rec_refresh_queue (user_id, status, attempts) values (?, 'dead', 5)",
                    SampleWorld.aUser(db));
    }

    private void waits(UUID user, String since) throws SQLException {
        db.run(
                "insert into cineai.rec_refresh_queue (user_id, enqueued_at) values (?, now() - ?::interval)",
                user,
                since);
    }

    private void spent(String usd) throws SQLException {
        db.run("truncate cineai.llm_budget");
        db.run(
                "insert into cineai.llm_budget (feature, period, starts_at, usd)"
                        + " values ('*', 'day', date_trunc('day', now(), 'UTC'), ?::numeric)",
                usd);
    }

    /** As if so much time had passed since all that happened. */
    private void later(String time) throws SQLException {
        db.run(
                "update cineai.alerts set notified_at = notified_at - i, resolved_at = resolved_at - i,"
                        + " first_seen = first_seen - i, last_seen = last_seen - i, checked_at = checked_at - i"
                        + " from (select ?::interval) t (i)",
                time);
    }

    private static ValidatableResponse monitor(String payload) {
        return given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .body(payload)
                .post("/monitor")
                .then();
    }
}
