package io.cineai.functions.style;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.cineai.testkit.Analyses;
import io.cineai.testkit.AnthropicForFunction;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.Session;
import io.cineai.testkit.anthropic.ApiError;
import io.cineai.testkit.anthropic.FakeAnthropic;
import io.cineai.testkit.anthropic.FakeBatches;
import io.cineai.testkit.anthropic.Fault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The scheduled way: a batch is sent by one run and collected by a later one, whatever happens to either. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
@QuarkusTestResource(AnthropicForFunction.class)
class StyleBatchTest {
    private static final int FILMS = 300;
    private static final String COLLECT = "{\"collect\": true}";
    private static final String TEN = "{\"limit\": 10}";

    final FakeAnthropic model = AnthropicForFunction.model;
    Session db;

    @BeforeEach
    void theSampleWithoutAnalyses() throws SQLException {
        db = PostgresForFunction.database.connect();
        Analyses.forget(db);
        model.reset();
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    @Test
    void oneRunSendsAndALaterOneCollects() throws SQLException {
        analyze("{}")
                .statusCode(200)
                .body("deferred", equalTo(FILMS))
                .body("succeeded", equalTo(0))
                .body("details.underWay", equalTo(FILMS));
        analyze(COLLECT).statusCode(200).body("claimed", equalTo(0)).body("details.underWay", equalTo(FILMS));
        assertThat(model.ledger().billed(), is(empty()));
        model.batches().end();

        analyze(COLLECT).statusCode(200).body("succeeded", equalTo(FILMS)).body("remaining", equalTo(0));

        assertThat(model.batches().size(), equalTo(1));
        assertThat(model.ledger().billedByContent().values(), everyItem(equalTo(1L)));
        assertThat(model.ledger().messages(), is(empty()));
        assertThat(Analyses.broken(db, 1), is(empty()));
        assertThat(db.one("select state from cineai.llm_batches"), equalTo("collected"));
        assertThat(db.count("select count(*) from cineai.llm_reservations"), equalTo(0L));
    }

    @Test
    void aBatchOfAnotherFeatureIsNotCollected() throws SQLException {
        db.run("""
                insert into cineai.llm_batches (batch_id, provider, model, feature, prompt_version, state, items)
                values ('msgbatch_of_lists', 'anthropic', 'claude-haiku-5-5', 'list-opinions', 'list-wording-1', 'submitted', '[]')""");

        analyze(COLLECT).statusCode(200).body("problems", hasSize(0));

        assertThat(
                db.one("select state, leased_until, last_error from cineai.llm_batches"),
                equalTo("submitted null null"));
    }

    @Test
    void whatIsInABatchIsAskedByNobodyElse() throws SQLException {
        analyze("{}").statusCode(200);

        analyze("{}").statusCode(200).body("claimed", equalTo(0));
        analyze("{\"batch\": false, \"limit\": 5}").statusCode(200).body("llm.calls", equalTo(0));

        assertThat(model.batches().size(), equalTo(1));
        assertThat(model.ledger().messages(), is(empty()));
    }

    @Test
    void itCostsHalfAndCountsInMoneyNotInCalls() throws SQLException {
        Analyses.limit(db, "calls", 0);
        analyze("{}").statusCode(200).body("deferred", equalTo(FILMS));
        double reserved = Double.parseDouble(
                db.one("select usd_reserved from cineai.llm_budget where feature = '*' and period = 'day'"));
        model.batches().end();
        analyze(COLLECT).statusCode(200).body("succeeded", equalTo(FILMS));

        double booked =
                Double.parseDouble(db.one("select usd from cineai.llm_budget where feature = '*' and period = 'day'"));
        assertThat(booked, closeTo(billedUsd(), 0.0001));
        assertThat(reserved, greaterThan(booked));
        assertThat(
                db.one("select calls, usd_reserved = 0, tokens_reserved = 0 from cineai.llm_budget"
                        + " where feature = '*' and period = 'day'"),
                equalTo("0 true true"));
    }

    @Test
    void whatTheBudgetDoesNotAllowAtOnceIsSentInPart() throws SQLException {
        analyze("{\"dryRun\": true}").statusCode(200);
        Analyses.limit(db, "usd", 0.06);

        analyze("{}").statusCode(200).body("failed", equalTo(0));

        long sent = db.count("select sum(jsonb_array_length(items)) from cineai.llm_batches");
        assertThat(sent, greaterThan(0L));
        assertThat(sent, lessThan((long) FILMS));
        assertThat(db.count("select count(*) from cineai.movie_analyses where state = 'in_progress'"), equalTo(sent));
        assertThat(
                db.rows("select distinct attempts from cineai.movie_analyses where state = 'pending'"),
                equalTo(List.of("0")));
    }

    @Test
    void eightRunsAtOnceSendEachFilmOnceAndCollectItOnce() throws SQLException {
        atOnce("{}");
        assertThat(
                db.count("select sum(jsonb_array_length(items)) from cineai.llm_batches where state = 'submitted'"),
                equalTo((long) FILMS));
        model.batches().end();

        atOnce(COLLECT);

        assertThat(model.ledger().billed(), hasSize(FILMS));
        assertThat(db.count("select count(*) from cineai.llm_calls"), equalTo((long) FILMS));
        assertThat(Analyses.broken(db, 1), is(empty()));
    }

    @Nested
    class WhenAnswersAreNotAsTheyShouldBe {
        @Test
        void anAnswerThatBreaksARuleIsAskedForAgainInTheNextBatchWithTheReason() throws SQLException {
            List<String> complaints = new ArrayList<>();
            model.whenAsked(question -> {
                complaints.add(question.complaint());
                return question.complaint().isEmpty() ? Optional.of(new Fault.Says("{}")) : Optional.empty();
            });
            sendAndEnd(TEN);
            analyze(COLLECT).statusCode(200).body("deferred", equalTo(10));
            sendAndEnd(TEN);
            analyze(COLLECT).statusCode(200).body("succeeded", equalTo(10));

            assertThat(complaints.stream().filter(String::isEmpty).toList(), hasSize(10));
            assertThat(
                    complaints.stream()
                            .filter(it -> it.contains("must be there"))
                            .toList(),
                    hasSize(10));
            assertThat(model.ledger().billed(), hasSize(20));
        }

        @Test
        void afterTheSecondItHasFailed() throws SQLException {
            model.whenAsked(question -> Optional.of(new Fault.Says("{}")));
            sendAndEnd(TEN);
            analyze(COLLECT).statusCode(200);
            sendAndEnd(TEN);
            analyze(COLLECT).statusCode(500);
            assertThat(
                    db.rows("select distinct state, judged from cineai.movie_analyses"), equalTo(List.of("failed 2")));
        }

        @Test
        void aMissingLineIsAskedForAgainAndADoubleOneCountsOnce() throws SQLException {
            analyze(TEN).statusCode(200);
            model.batches().endWith(lines -> {
                List<String> changed = new ArrayList<>(lines.subList(0, 8));
                changed.add(lines.get(0));
                return changed;
            });

            analyze(COLLECT).statusCode(200).body("succeeded", equalTo(8)).body("deferred", equalTo(2));

            assertThat(db.count("select count(*) from cineai.llm_calls"), equalTo(8L));
            assertThat(
                    db.rows("select attempts, count(*) from cineai.movie_analyses where state = 'pending' group by 1"),
                    equalTo(List.of("0 2")));
        }

        @Test
        void whatExpiredWasNotBilledAndGoesBack() throws SQLException {
            analyze(TEN).statusCode(200);
            model.batches().expire();

            analyze(COLLECT).statusCode(200).body("deferred", equalTo(10));

            assertThat(model.ledger().billed(), is(empty()));
            assertThat(
                    db.rows("select distinct state, attempts from cineai.movie_analyses"),
                    equalTo(List.of("pending 0")));
            assertThat(
                    db.one(
                            "select usd = 0, usd_reserved = 0 from cineai.llm_budget where feature = '*' and period = 'day'"),
                    equalTo("true true"));
        }

        @Test
        void aLineThatIsInvalidHasFailedAndOneThatFailedGoesBack() throws SQLException {
            analyze(TEN).statusCode(200);
            model.batches().endWith(lines -> {
                List<String> changed = new ArrayList<>(lines);
                changed.set(0, errored(lines.get(0), "invalid_request_error", true));
                changed.set(1, errored(lines.get(1), "invalid_request_error", false));
                changed.set(2, errored(lines.get(2), "api_error", true));
                return changed;
            });

            analyze(COLLECT)
                    .statusCode(200)
                    .body("succeeded", equalTo(7))
                    .body("failed", equalTo(2))
                    .body("deferred", equalTo(1));

            assertThat(
                    db.rows("select state, count(*) from cineai.movie_analyses group by 1 order by 1"),
                    equalTo(List.of("failed 2", "pending 1", "ready 7")));
        }

        @Test
        void resultsThatAreThereNoMoreFreeTheirFilms() throws SQLException {
            sendAndEnd(TEN);
            model.batches().archive();

            analyze(COLLECT).statusCode(200).body("deferred", equalTo(10));

            assertThat(db.one("select state from cineai.llm_batches"), equalTo("failed"));
            assertThat(db.rows("select distinct state from cineai.movie_analyses"), equalTo(List.of("pending")));
            assertThat(db.count("select count(*) from cineai.llm_reservations"), equalTo(0L));
        }
    }

    @Nested
    class WhenTheNameOfABatchIsLost {
        @Test
        void itIsAdoptedWhenItsAnswersShowThatItIsOurs() throws SQLException {
            model.next(new Fault.BreaksOff());
            analyze(TEN).statusCode(200).body("deferred", equalTo(10));
            assertThat(model.batches().size(), equalTo(1));
            assertThat(db.one("select state, batch_id from cineai.llm_batches"), equalTo("intended null"));
            turnIsOver();
            // It goes on: whose it is cannot be seen yet, so nothing is sent again.
            analyze(TEN).statusCode(200);
            assertThat(
                    db.rows("select state from cineai.llm_batches order by created_at")
                            .get(0),
                    equalTo("intended"));
            model.batches().end();
            turnIsOver();

            analyze(COLLECT).statusCode(200);

            assertThat(
                    db.count(
                            "select count(*) from cineai.llm_batches where state = 'collected' and batch_id is not null"),
                    equalTo(2L));
            assertThat(model.ledger().billedByContent().values(), everyItem(equalTo(1L)));
            assertThat(db.count("select count(*) from cineai.movie_analyses where state = 'ready'"), equalTo(20L));
        }

        @Test
        void aBatchOfSomebodyElsesIsNotTakenForOurs() throws SQLException {
            model.next(Fault.serverError());
            analyze(TEN).statusCode(200);
            // Sent by another installation of the same account, at the same time, of the same size.
            strangersBatch(10);
            model.batches().end();
            turnIsOver();

            analyze(COLLECT).statusCode(200).body("deferred", equalTo(10));

            assertThat(
                    db.one("select state, last_error from cineai.llm_batches"),
                    equalTo("failed the provider never took it"));
            assertThat(
                    db.rows("select distinct state, attempts from cineai.movie_analyses"),
                    equalTo(List.of("pending 0")));
        }

        @Test
        void untilItIsKnownItsFilmsWait() throws SQLException {
            model.next(Fault.serverError());
            analyze(TEN).statusCode(200);

            analyze(COLLECT).statusCode(200).body("details.underWay", equalTo(10));

            assertThat(db.one("select state from cineai.llm_batches"), equalTo("intended"));
        }
    }

    @Test
    void aBatchThatIsRefusedFreesItsFilmsAtOnce() throws SQLException {
        model.next(new Fault.Refused(ApiError.invalid("requests: too odd"), java.util.Map.of()));

        analyze(TEN).statusCode(200);

        assertThat(db.one("select state from cineai.llm_batches"), equalTo("failed"));
        assertThat(
                db.rows("select distinct state, attempts from cineai.movie_analyses"), equalTo(List.of("pending 0")));
        assertThat(db.count("select count(*) from cineai.llm_reservations"), equalTo(0L));
    }

    @Test
    void aBatchThatMustWaitIsSentLater() throws SQLException {
        model.next(Fault.rateLimited(java.time.Duration.ofMinutes(2)));
        analyze(TEN).statusCode(200).body("failed", equalTo(0));
        analyze(TEN).statusCode(200).body("failed", equalTo(0));

        assertThat(model.batches().size(), equalTo(0));
        assertThat(
                db.rows("select distinct state, attempts from cineai.movie_analyses"), equalTo(List.of("pending 0")));
        db.run("update cineai.llm_cooldown set until = now()");

        analyze(TEN).statusCode(200).body("deferred", equalTo(10));

        assertThat(model.batches().size(), equalTo(1));
    }

    @Test
    void aBatchThatIsReadTwiceIsBookedOnce() throws SQLException {
        sendAndEnd(TEN);
        analyze(COLLECT).statusCode(200).body("succeeded", equalTo(10));
        String money = db.one("select usd, tokens from cineai.llm_budget where feature = '*' and period = 'day'");
        // As if the process had died before it could say that it was done.
        db.run("update cineai.llm_batches set state = 'submitted', leased_until = null");

        analyze(COLLECT).statusCode(200).body("succeeded", equalTo(0));

        assertThat(
                db.one("select usd, tokens from cineai.llm_budget where feature = '*' and period = 'day'"),
                equalTo(money));
        assertThat(db.count("select count(*) from cineai.llm_calls"), equalTo(10L));
        assertThat(db.rows("select distinct state from cineai.movie_analyses"), equalTo(List.of("ready")));
    }

    private void sendAndEnd(String payload) {
        analyze(payload).statusCode(200);
        model.batches().end();
    }

    private void atOnce(String payload) {
        List<CompletableFuture<Response>> runs = IntStream.range(0, 8)
                .mapToObj(run -> CompletableFuture.supplyAsync(
                        () -> analyze(payload).extract().response()))
                .toList();
        for (CompletableFuture<Response> run : runs) assertThat(run.join().statusCode(), equalTo(200));
    }

    /** The worker that sent it had its time. */
    private void turnIsOver() throws SQLException {
        db.run("update cineai.llm_batches set leased_until = now() - interval '1 second'");
    }

    private void strangersBatch(int size) {
        List<JsonObject> requests = IntStream.range(0, size)
                .mapToObj(n -> new JsonObject()
                        .put("custom_id", "theirs-" + UUID.randomUUID())
                        .put("params", new JsonObject().put("model", "claude-haiku-5-5")))
                .toList();
        given().header("x-api-key", FakeAnthropic.KEY)
                .header("anthropic-version", "2023-06-01")
                .contentType("application/json")
                .body(new JsonObject().put("requests", requests).encode())
                .post(model.url() + "/v1/messages/batches")
                .then()
                .statusCode(200);
    }

    private static String errored(String line, String type, boolean nested) {
        JsonObject error = new JsonObject().put("type", type).put("message", "no");
        JsonObject given = nested ? new JsonObject().put("type", "error").put("error", error) : error;
        return FakeBatches.result(
                new JsonObject(line).getString("custom_id"),
                new JsonObject().put("type", "errored").put("error", given));
    }

    /** Half of what single calls cost. */
    private double billedUsd() {
        return model.ledger().billed().stream()
                .mapToDouble(
                        it -> (it.input() * 0.10 + it.cacheRead() * 0.01 + it.cacheWrite() * 0.2 + it.output() * 0.5)
                                / 1_000_000
                                / 2)
                .sum();
    }

    private static ValidatableResponse analyze(String payload) {
        return given().auth()
                .oauth2(PostgresForFunction.SECRET)
                .contentType("application/json")
                .body(payload)
                .when()
                .post("/style-analysis")
                .then();
    }
}
