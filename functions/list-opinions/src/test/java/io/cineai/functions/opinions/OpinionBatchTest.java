package io.cineai.functions.opinions;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import io.cineai.testkit.AnthropicForFunction;
import io.cineai.testkit.Lists;
import io.cineai.testkit.PostgresForFunction;
import io.cineai.testkit.SampleWorld;
import io.cineai.testkit.Session;
import io.cineai.testkit.anthropic.FakeAnthropic;
import io.cineai.testkit.anthropic.FakeBatches;
import io.cineai.testkit.anthropic.Fault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
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

/** The scheduled way: nobody waits, so a batch is sent by one run and collected by a later one. */
@QuarkusTest
@QuarkusTestResource(PostgresForFunction.class)
@QuarkusTestResource(AnthropicForFunction.class)
@QuarkusTestResource(
        value = ModelHeardForFunction.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "batch", value = "true"))
class OpinionBatchTest {
    private static final int FEW = 6;
    private static final long WORDED = 10;
    private static final String COLLECT = "{\"collect\": true}";

    final FakeAnthropic model = AnthropicForFunction.model;

    @Inject
    Viewers viewers;

    Opiner opiner = new Opiner();
    Session db;

    @BeforeEach
    void aSampleWithoutLists() throws SQLException {
        db = PostgresForFunction.database.connect();
        model.reset();
        model.answering(opiner);
        viewers.asNew(db);
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    private static ValidatableResponse opinions(String payload) {
        return given().header("Authorization", "Bearer " + PostgresForFunction.SECRET)
                .contentType("application/json")
                .body(payload)
                .when()
                .post("/list-opinions")
                .then();
    }

    private UUID aThinUserWithAList() throws SQLException {
        UUID user = viewers.whoRated(db, FEW);
        viewers.listed(user);
        return user;
    }

    private void thinUsersWithLists(int count) throws SQLException {
        for (int user = 0; user < count; user++) aThinUserWithAList();
    }

    private void sendAndEnd() {
        opinions("{}").statusCode(200);
        model.batches().end();
    }

    private long worded(UUID user) throws SQLException {
        return Viewers.sentences(db, user).stream()
                .filter(it -> it.startsWith("model: "))
                .count();
    }

    private List<String> states() throws SQLException {
        return db.rows("select state, count(*) from cineai.list_opinions group by 1 order by 1");
    }

    /** As if the last claim had been a while ago. */
    private void aMinutePasses() throws SQLException {
        db.run("update cineai.list_opinions set asked_at = asked_at - interval '61 seconds'");
    }

    @Test
    void oneRunSendsAndALaterOneCollects() throws SQLException {
        UUID ada = aThinUserWithAList();
        UUID bob = aThinUserWithAList();

        opinions("{}")
                .statusCode(200)
                .body("deferred", equalTo(2))
                .body("llm.calls", equalTo(0))
                .body("details.underWay", equalTo(2));
        opinions(COLLECT).statusCode(200).body("claimed", equalTo(0)).body("details.underWay", equalTo(2));
        assertThat(model.ledger().billed(), is(empty()));
        model.batches().end();
        opinions(COLLECT)
                .statusCode(200)
                .body("succeeded", equalTo(2))
                .body("remaining", equalTo(0))
                .body("llm.costUsd", greaterThan(0f))
                .body("details.wordsDropped", equalTo(0));

        assertThat(model.batches().size(), equalTo(1));
        assertThat(model.ledger().messages(), is(empty()));
        assertThat(viewers.drained().succeeded(), equalTo(2L));
        assertThat(worded(ada), equalTo(WORDED));
        assertThat(worded(bob), equalTo(WORDED));
        assertThat(db.one("select feature, state from cineai.llm_batches"), equalTo("list-opinions collected"));
        assertThat(db.count("select count(*) from cineai.llm_reservations"), equalTo(0L));
        assertThat(
                db.rows("select feature, outcome, count(*) from cineai.llm_calls group by 1, 2"),
                equalTo(List.of("list-opinions succeeded 2")));
    }

    @Test
    void aBatchOfAnotherFeatureIsNotCollected() throws SQLException {
        db.run("""
                insert into cineai.llm_batches (batch_id, provider, model, feature, prompt_version, state, items)
                values ('msgbatch_of_style', 'anthropic', 'claude-haiku-5-5', 'style-analysis', 'style-1', 'submitted', '[]')""");
        aThinUserWithAList();
        sendAndEnd();

        opinions(COLLECT).statusCode(200).body("succeeded", equalTo(1)).body("problems", hasSize(0));

        assertThat(
                db.rows("select feature, state, leased_until from cineai.llm_batches order by 1"),
                equalTo(List.of("list-opinions collected null", "style-analysis submitted null")));
    }

    @Test
    void whoIsNamedWaitsAndIsAskedAboutAtOnce() throws SQLException {
        UUID ada = aThinUserWithAList();
        UUID bob = aThinUserWithAList();

        opinions("{\"userId\": \"%s\"}".formatted(ada)).statusCode(200).body("succeeded", equalTo(1));
        opinions("{\"userId\": \"%s\", \"batch\": true}".formatted(bob))
                .statusCode(200)
                .body("deferred", equalTo(1));

        assertThat(model.ledger().messages(), hasSize(1));
        assertThat(model.batches().size(), equalTo(1));
    }

    @Test
    void nobodyIsAskedAboutTwiceADay() throws SQLException {
        UUID ada = aThinUserWithAList();
        opinions("{}").statusCode(200).body("deferred", equalTo(1));

        String other = db.one(
                "select id from public.movies where id not in (select movie_id from public.ratings where user_id = ?) limit 1",
                ada);
        SampleWorld.rates(db, ada, UUID.fromString(other), 5);
        viewers.listed(ada);
        aMinutePasses();
        opinions("{}").statusCode(200).body("claimed", equalTo(0));
        opinions("{\"batch\": false}").statusCode(200).body("claimed", equalTo(0));
        model.batches().end();
        opinions(COLLECT).statusCode(200).body("succeeded", equalTo(1));
        viewers.drained();
        aMinutePasses();
        opinions("{}").statusCode(200).body("claimed", equalTo(0));

        assertThat(model.ledger().billed(), hasSize(1));
        // Its words are heard where their reasons are still those of the list that was made meanwhile.
        assertThat(worded(ada) <= WORDED, is(true));
        assertThat(Lists.films(db, ada), hasSize(50));
    }

    @Test
    void whatIsHeldByABatchIsNoneOfTheUsersOfAMinute() throws SQLException {
        db.run("update cineai.llm_rates set users_per_minute = 1");
        thinUsersWithLists(3);
        opinions("{}").statusCode(200).body("deferred", equalTo(3));
        UUID bob = aThinUserWithAList();

        opinions("{\"userId\": \"%s\"}".formatted(bob)).statusCode(200).body("succeeded", equalTo(1));
    }

    @Test
    void nothingOfAHistoryAndNoIdGoesOutOrIsKeptWithTheBatch() throws SQLException {
        UUID ada = aThinUserWithAList();
        List<String> titles = db.rows(
                "select m.title from public.ratings r join public.movies m on m.id = r.movie_id where r.user_id = ?",
                ada);

        sendAndEnd();

        String request = opiner.requests().get(0);
        for (String title : titles) assertThat(request, not(containsString("\\\"" + title + "\\\"")));
        assertThat(request, not(containsString(ada.toString())));
        assertThat(db.one("select items from cineai.llm_batches"), not(containsString(ada.toString())));
    }

    @Test
    void twoUsersOfTheSameListAreBothAnsweredAndBothPaidFor() throws SQLException {
        thinUsersWithLists(2);
        db.run("""
                update cineai.list_opinions
                   set (key, brief) = (select key, brief from cineai.list_opinions order by user_id limit 1)""");
        sendAndEnd();

        opinions(COLLECT).statusCode(200).body("succeeded", equalTo(2));

        assertThat(db.count("select count(*) from cineai.llm_calls"), equalTo(2L));
    }

    @Test
    void itCostsHalfAndCountsInMoneyNotInCalls() throws SQLException {
        db.run("update cineai.llm_limits set calls = 0 where period = 'month'");
        thinUsersWithLists(2);
        opinions("{}").statusCode(200).body("deferred", equalTo(2));
        double reserved = usd("usd_reserved");
        model.batches().end();

        opinions(COLLECT).statusCode(200).body("succeeded", equalTo(2));

        double billed = model.ledger().billed().stream()
                .mapToDouble(
                        it -> (it.input() * 0.10 + it.cacheRead() * 0.01 + it.cacheWrite() * 0.2 + it.output() * 0.5)
                                / 1_000_000
                                / 2)
                .sum();
        assertThat(usd("usd"), closeTo(billed, 0.00001));
        assertThat(reserved, greaterThan(billed));
        assertThat(usd("usd_reserved"), equalTo(0.0));
    }

    private double usd(String column) throws SQLException {
        return Double.parseDouble(
                db.one("select " + column + " from cineai.llm_budget where feature = '*' and period = 'day'"));
    }

    @Test
    void whatTheBudgetDoesNotAllowIsHandedBackAndNothingOverrun() throws SQLException {
        thinUsersWithLists(4);
        opinions("{\"limit\": 4}").statusCode(200).body("deferred", equalTo(4));
        double all = usd("usd_reserved");
        viewers.asNew(db);
        thinUsersWithLists(4);
        db.run("update cineai.llm_limits set usd = " + all * 0.7 + " where feature = '*' and period = 'month'");

        opinions("{}").statusCode(200).body("failed", equalTo(0)).body("llm.closedUntil", not(equalTo("")));

        assertThat(usd("usd_reserved"), lessThan(all * 0.7));
        assertThat(states(), equalTo(List.of("in_progress 2", "wanted 2")));
        assertThat(
                db.rows("select attempts, asked_at from cineai.list_opinions where state = 'wanted'"),
                equalTo(List.of("0 null", "0 null")));
    }

    @Test
    void eightRunsAtOnceSendEachUserOnceAndCollectThemOnce() throws SQLException {
        thinUsersWithLists(6);
        atOnce("{}");
        model.batches().end();

        atOnce(COLLECT);

        assertThat(model.ledger().billed(), hasSize(6));
        assertThat(db.count("select count(*) from cineai.llm_calls"), equalTo(6L));
        assertThat(states(), equalTo(List.of("ready 6")));
    }

    private static void atOnce(String payload) {
        List<CompletableFuture<Response>> runs = IntStream.range(0, 8)
                .mapToObj(run -> CompletableFuture.supplyAsync(
                        () -> opinions(payload).extract().response()))
                .toList();
        for (CompletableFuture<Response> run : runs) assertThat(run.join().statusCode(), equalTo(200));
    }

    @Nested
    class WhenAnswersAreNotAsTheyShouldBe {
        @Test
        void oneThatBreaksARuleIsAskedForOnceMoreWithTheReasonAndThenHasFailed() throws SQLException {
            aThinUserWithAList();
            List<String> complaints = new ArrayList<>();
            model.whenAsked(asked -> {
                complaints.add(asked.complaint());
                return Optional.of(new Fault.Says("{\"words\": [{\"n\": 77, \"text\": \"x\"}]}"));
            });
            sendAndEnd();
            opinions(COLLECT).statusCode(200).body("deferred", equalTo(1));
            aMinutePasses();
            sendAndEnd();

            opinions(COLLECT).statusCode(500);

            assertThat(complaints.get(0), equalTo(""));
            assertThat(complaints.get(1), containsString("words must have numbers of the films: 77"));
            assertThat(states(), equalTo(List.of("failed 1")));
            assertThat(db.rows("select user_id from cineai.rec_refresh_queue"), is(empty()));
        }

        @Test
        void aSentenceThatSaysTooMuchIsDroppedAndTheTemplateStays() throws SQLException {
            UUID ada = aThinUserWithAList();
            model.whenAsked(asked -> Optional.of(new Fault.Says(opiner.to(asked)
                    .replaceFirst("\"text\":\"[^\"]*\"", "\"text\":\"The best film of 1999, loved by everybody\""))));
            sendAndEnd();

            opinions(COLLECT).body("succeeded", equalTo(1)).body("details.wordsDropped", equalTo(1));

            viewers.drained();
            assertThat(worded(ada), equalTo(WORDED - 1));
        }

        @Test
        void whatIsMissingGoesBackWhatIsDoubleCountsOnceAndWhatIsInvalidHasFailed() throws SQLException {
            thinUsersWithLists(5);
            opinions("{}").statusCode(200);
            model.batches().endWith(lines -> {
                List<String> changed = new ArrayList<>(lines.subList(0, 4));
                changed.set(3, invalid(lines.get(3)));
                changed.add(lines.get(0));
                return changed;
            });

            opinions(COLLECT)
                    .statusCode(200)
                    .body("succeeded", equalTo(3))
                    .body("failed", equalTo(1))
                    .body("deferred", equalTo(1));

            assertThat(states(), equalTo(List.of("failed 1", "ready 3", "wanted 1")));
            assertThat(db.count("select count(*) from cineai.llm_calls"), equalTo(3L));
            assertThat(db.one("select attempts from cineai.list_opinions where state = 'wanted'"), equalTo("0"));
        }

        private static String invalid(String line) {
            JsonObject error =
                    new JsonObject().put("type", "invalid_request_error").put("message", "no");
            return FakeBatches.result(
                    new JsonObject(line).getString("custom_id"),
                    new JsonObject()
                            .put("type", "errored")
                            .put("error", new JsonObject().put("type", "error").put("error", error)));
        }

        @Test
        void whatExpiredWasNotBilledAndGoesBack() throws SQLException {
            thinUsersWithLists(2);
            opinions("{}").statusCode(200);
            model.batches().expire();

            opinions(COLLECT).statusCode(200).body("deferred", equalTo(2));

            assertThat(model.ledger().billed(), is(empty()));
            assertThat(
                    db.rows("select distinct state, attempts, batch_intent from cineai.list_opinions"),
                    equalTo(List.of("wanted 0 null")));
            assertThat(usd("usd_reserved"), equalTo(0.0));
        }

        @Test
        void aBatchThatIsReadTwiceIsBookedOnce() throws SQLException {
            UUID ada = aThinUserWithAList();
            sendAndEnd();
            opinions(COLLECT).body("succeeded", equalTo(1));
            double money = usd("usd");
            viewers.drained();
            db.run("update cineai.llm_batches set state = 'submitted', leased_until = null");

            opinions(COLLECT).statusCode(200).body("succeeded", equalTo(0));

            assertThat(usd("usd"), equalTo(money));
            assertThat(db.count("select count(*) from cineai.llm_calls"), equalTo(1L));
            assertThat(db.rows("select user_id from cineai.rec_refresh_queue"), is(empty()));
            assertThat(worded(ada), equalTo(WORDED));
        }

        @Test
        void aUserWhoLeavesMeanwhileLeavesNothingAndIsPaidFor() throws SQLException {
            UUID ada = aThinUserWithAList();
            sendAndEnd();
            db.run("delete from auth.users where id = ?", ada);

            opinions(COLLECT).statusCode(200).body("skipped", equalTo(1));

            assertThat(states(), is(empty()));
            assertThat(db.rows("select outcome from cineai.llm_calls"), equalTo(List.of("succeeded")));
            assertThat(db.rows("select user_id from cineai.rec_refresh_queue"), is(empty()));
            assertThat(usd("usd_reserved"), equalTo(0.0));
        }
    }

    @Test
    void aBatchThatIsRefusedFreesItsUsers() throws SQLException {
        thinUsersWithLists(2);
        model.next(Fault.rateLimited(java.time.Duration.ofMinutes(30)));

        opinions("{}").statusCode(200).body("failed", equalTo(0));

        assertThat(model.batches().size(), equalTo(0));
        assertThat(db.rows("select distinct state, attempts from cineai.list_opinions"), equalTo(List.of("wanted 0")));
        assertThat(db.count("select count(*) from cineai.llm_reservations"), equalTo(0L));
    }

    @Test
    void aDryRunSaysWhatItWouldCostEitherWay() throws SQLException {
        aThinUserWithAList();

        opinions("{\"dryRun\": true}")
                .statusCode(200)
                .body("remaining", equalTo(1))
                .body("details.price", containsString("1 lists: "))
                .body("details.price", containsString(" by batch, "));

        assertThat(model.batches().size(), equalTo(0));
        assertThat(states(), equalTo(List.of("wanted 1")));
    }
}
