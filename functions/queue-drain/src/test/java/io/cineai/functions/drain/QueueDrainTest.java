package io.cineai.functions.drain;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.cineai.testkit.Lists;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.usecase.TrainSimilarity;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
class QueueDrainTest {
    private static final int USERS = 60;

    @Inject
    TrainSimilarity training;

    Session db;

    @BeforeEach
    void aTrainedSampleWithoutLists() throws SQLException {
        db = PostgresForFunction.database.connect();
        if (db.count("select count(*) from public.movies") == 0) SampleWorld.fill(db);
        if (db.count("select count(*) from cineai.similarity_model") == 0)
            PostgresForFunction.database.asWorker(training.run(TrainSimilarity.Request.DEFAULT));
        SampleWorld.forgetLists(db);
        db.run("truncate cineai.alerts, public.ai_service_health");
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    @Test
    void nothingWaitsSoNothingIsDone() throws SQLException {
        drain("")
                .statusCode(200)
                .body("function", equalTo("queue-drain"))
                .body("claimed", equalTo(0))
                .body("remaining", equalTo(0));

        assertThat(db.rows("select user_id from public.recommendation_feeds"), is(empty()));
    }

    @Test
    void whoWaitsIsServedAndNobodyElse() throws SQLException {
        UUID first = user(0);
        UUID second = user(1);
        waits(first);
        waits(second);

        drain("{}").statusCode(200).body("claimed", equalTo(2)).body("succeeded", equalTo(2));

        assertThat(db.count("select count(*) from public.recommendation_feeds"), equalTo(2L));
        assertThat(Lists.films(db, first), hasSize(50));
        assertThat(Lists.served(db, second), equalTo(Lists.films(db, second)));
        assertThat(db.rows("select user_id from cineai.rec_refresh_queue"), is(empty()));
    }

    @Test
    void aRatingShowsInTheNextList() throws SQLException {
        UUID user = user(0);
        waits(user);
        drain("{}").statusCode(200);
        UUID best = UUID.fromString(Lists.films(db, user).get(0));
        SampleWorld.rates(db, user, best, 5);
        waits(user);
        try {
            drain("{}").statusCode(200).body("succeeded", equalTo(1));

            assertThat(Lists.films(db, user), not(hasItem(best.toString())));
            assertThat(Lists.films(db, user), hasSize(50));
        } finally {
            db.run("delete from public.ratings where user_id = ? and movie_id = ?", user, best);
        }
    }

    @Test
    void whoWaitsWithoutAChangeKeepsTheList() throws SQLException {
        waits(user(0));
        drain("{}").statusCode(200);
        String rows = rows();
        waits(user(0));

        drain("{}").statusCode(200).body("skipped", equalTo(1)).body("succeeded", equalTo(0));

        assertThat(rows(), equalTo(rows));
        assertThat(db.rows("select user_id from cineai.rec_refresh_queue"), is(empty()));
    }

    @Test
    void aLimitIsKeptAndTheBetterPriorityComesFirst() throws SQLException {
        db.run("""
                insert into cineai.rec_refresh_queue (user_id, priority, run_at)
                select id, 9, now() - interval '1 hour' from auth.users""");
        db.run("update cineai.rec_refresh_queue set priority = 1, run_at = now() where user_id = ?", user(7));

        drain("{\"limit\": 5}").statusCode(200).body("claimed", equalTo(5)).body("remaining", equalTo(USERS - 5));

        assertThat(db.rows("select user_id from public.recommendation_feeds"), hasItem(user(7).toString()));
    }

    @Test
    void whatIsNotDueYetWaitsOn() throws SQLException {
        waits(user(0));
        db.run("update cineai.rec_refresh_queue set run_at = now() + interval '1 hour'");

        drain("{}").statusCode(200).body("claimed", equalTo(0));

        assertThat(db.one("select status, attempts from cineai.rec_refresh_queue"), equalTo("pending 0"));
    }

    @Test
    void whatKilledItsWorkersTooOftenIsDead() throws SQLException {
        db.run("""
                insert into cineai.rec_refresh_queue (user_id, status, claim_token, claimed_gen, leased_until, attempts)
                values (?, 'in_progress', gen_random_uuid(), 1, now() - interval '1 minute', 5)""", user(0));

        drain("{}").statusCode(200).body("claimed", equalTo(0));

        assertThat(
                db.one("select status, claim_token, last_error from cineai.rec_refresh_queue"),
                startsWith("dead null its worker died or ran out of time 5 times"));
    }

    @Test
    void theDeadAreRevivedWhereThatIsAsked() throws SQLException {
        UUID user = user(0);
        waits(user);
        db.run("update cineai.rec_refresh_queue set status = 'dead', attempts = 5, last_error = 'no luck'");
        drain("{}").statusCode(200).body("claimed", equalTo(0));

        drain("{\"redrive\": true}")
                .statusCode(200)
                .body("succeeded", equalTo(1))
                .body("details.redriven", equalTo(1));

        assertThat(Lists.films(db, user), hasSize(50));
        assertThat(db.rows("select user_id from cineai.rec_refresh_queue"), is(empty()));
    }

    @Test
    void aChangeThatCouldOnlyBeNotedIsServed() throws SQLException {
        UUID user = user(0);
        db.run("insert into cineai.rec_refresh_missed (user_id, reason) values (?, 'rating')", user);

        drain("{}").statusCode(200).body("succeeded", equalTo(1));

        assertThat(Lists.films(db, user), hasSize(50));
        assertThat(db.rows("select user_id from cineai.rec_refresh_missed"), is(empty()));
    }

    /** The triggers' debounce is a second: who is woken by a change must not go before it is due. */
    @Test
    void whoIsDueInAMomentIsWaitedFor() throws SQLException {
        UUID user = user(0);
        UUID film = SampleWorld.aFilm(db, "A film of the test");
        SampleWorld.rates(db, user, film, 5);
        assertThat(db.one("select run_at > clock_timestamp() from cineai.rec_refresh_queue"), equalTo("true"));

        drain("{}").statusCode(200).body("succeeded", equalTo(1)).body("remaining", equalTo(0));

        assertThat(Lists.films(db, user), not(hasItem(film.toString())));
        db.run("delete from public.movies where id = ?", film);
    }

    /** A list is as of its claim: what came after it is newer, also by a moment. */
    @Test
    void aListIsAsOfItsClaim() throws SQLException {
        waits(user(0));
        beforeAFeed("perform pg_sleep(0.3)");
        try {
            drain("{}").statusCode(200).body("succeeded", equalTo(1));

            assertThat(
                    db.one("select clock_timestamp() - checked_at > interval '0.3 s' from public.recommendation_feeds"),
                    equalTo("true"));
        } finally {
            nothingBeforeAFeed();
        }
    }

    /** A row that somebody holds is not the user's fault. */
    @Test
    void whoIsInTheWayOfOthersIsDeferredAndLosesNoAttempt() throws SQLException {
        waits(user(0));
        beforeAFeed("raise exception using errcode = ''40P01'', message = ''deadlock detected''");
        try {
            drain("{}").statusCode(200).body("deferred", equalTo(1)).body("failed", equalTo(0));

            assertThat(
                    db.one(
                            "select status, attempts, deferrals, run_at > clock_timestamp() from cineai.rec_refresh_queue"),
                    equalTo("pending 0 1 true"));
        } finally {
            nothingBeforeAFeed();
        }
    }

    /** It runs as often, and whoever watches must be watched. */
    @Test
    void aSilentMonitorIsNoticed() throws SQLException {
        ran("queue-drain", 12);
        ran("monitor", 40);

        drain("{}").statusCode(200);
        drain("{}").statusCode(200);

        assertThat(
                db.rows("select key, severity, opened, told_open from cineai.alerts where resolved_at is null"),
                equalTo(List.of("monitor critical 1 false")));
        assertThat(
                db.rows("select service_name, status, error_message from public.ai_service_health"),
                equalTo(List.of("monitor failed monitor")));
    }

    @Test
    void aMonitorThatRunsOrIsNotInUseIsNoTrouble() throws SQLException {
        ran("queue-drain", 12);
        drain("{}").statusCode(200);
        ran("monitor", 5);
        drain("{}").statusCode(200);
        db.run("delete from cineai.function_runs where function = 'monitor'");
        ran("monitor", 40);
        drain("{\"dryRun\": true}").statusCode(200);

        assertThat(db.rows("select key from cineai.alerts"), is(empty()));
    }

    private void ran(String function, int minutesAgo) throws SQLException {
        db.run(
                "insert into cineai.function_runs (run_id, function, status, started_at)"
                        + " values (gen_random_uuid(), ?, 'succeeded', now() - make_interval(mins => ?))",
                function,
                minutesAgo);
    }

    private void beforeAFeed(String happens) throws SQLException {
        db.run("create function public.happens() returns trigger language plpgsql as 'begin " + happens
                + "; return new; end'");
        db.run("create trigger happens before insert on public.recommendation_feeds for each row"
                + " execute function public.happens()");
    }

    private void nothingBeforeAFeed() throws SQLException {
        db.run("drop function public.happens() cascade");
    }

    /** Only the database's clock decides, and only it is told. */
    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void aWorkersClockThatIsAnHourOffChangesNothing(int hours) throws SQLException {
        waits(user(0));
        waits(user(1));
        db.run("update cineai.rec_refresh_queue set run_at = now() + interval '50 minutes' where user_id = ?", user(1));
        isClaimedUntil(user(2), "10 minutes");
        isClaimedUntil(user(3), "-1 seconds");
        SettableClock.off = Duration.ofHours(hours);
        try {
            drain("{}").statusCode(200).body("succeeded", equalTo(2)).body("remaining", equalTo(0));
            waits(user(0));
            drain("{}").statusCode(200).body("skipped", equalTo(1));
        } finally {
            SettableClock.off = Duration.ZERO;
        }

        assertThat(
                db.rows("select user_id, status from cineai.rec_refresh_queue order by user_id"),
                equalTo(List.of(user(1) + " pending", user(2) + " in_progress")));
        assertThat(db.rows("""
                select user_id
                  from public.recommendation_feeds
                 where abs(extract(epoch from generated_at - clock_timestamp())) > 60
                    or abs(extract(epoch from checked_at - clock_timestamp())) > 60
                    or abs(extract(epoch from fresh_until - generated_at) - 6 * 3600) > 60"""), is(empty()));
        assertThat(
                db.rows("select run_id from cineai.function_runs"
                        + " where abs(extract(epoch from started_at - clock_timestamp())) > 60 or finished_at < started_at"
                        + " or abs(extract(epoch from finished_at - clock_timestamp())) > 60"),
                is(empty()));
    }

    private void isClaimedUntil(UUID user, String fromNow) throws SQLException {
        db.run("""
                insert into cineai.rec_refresh_queue (user_id, status, claim_token, claimed_gen, leased_until, attempts)
                values (?, 'in_progress', gen_random_uuid(), 1, now() + cast(? as interval), 1)""", user, fromNow);
    }

    @Test
    void aDryRunCountsAndChangesNothing() throws SQLException {
        waits(user(0));
        String before = Lists.digest(db);

        drain("{\"dryRun\": true}")
                .statusCode(200)
                .body("remaining", equalTo(1))
                .body("claimed", equalTo(0));

        assertThat(Lists.digest(db), equalTo(before));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"limit\": 0}|limit",
                "{\"limit\": \"5\"}|limit",
                "{\"deadlineSeconds\": 0}|deadlineSeconds",
                "{\"deadlineSeconds\": 1.5}|deadlineSeconds",
                "{\"dryRun\": 1}|dryRun",
                "{\"redrive\": \"yes\"}|redrive",
                "{\"userId\": null}|userId"
            })
    void whatDoesNotFitIsRefusedByName(String payloadAndField) throws SQLException {
        waits(user(0));
        String before = Lists.digest(db);
        String[] parts = payloadAndField.split("\\|");

        drain(parts[0]).statusCode(400).body("field", equalTo(parts[1])).body("detail", startsWith(parts[1] + " "));

        assertThat(Lists.digest(db), equalTo(before));
        assertThat(db.rows("select run_id from cineai.function_runs"), is(empty()));
    }

    private void waits(UUID user) throws SQLException {
        db.rows("select cineai.enqueue_refresh(?)", user);
    }

    private UUID user(int number) throws SQLException {
        return UUID.fromString(db.one(
                "select id from auth.users u where exists (select from public.ratings where user_id = u.id)"
                        + " order by id offset ? limit 1",
                number));
    }

    private String rows() throws SQLException {
        return db.rows("select id, xmin from public.recommendations order by id")
                .toString();
    }

    private static ValidatableResponse drain(String payload) {
        return given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .body(payload)
                .post("/queue-drain")
                .then();
    }
}
