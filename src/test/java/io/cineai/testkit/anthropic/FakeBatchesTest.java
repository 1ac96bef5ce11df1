package io.cineai.testkit.anthropic;

import static io.cineai.testkit.anthropic.Requests.about;
import static io.cineai.testkit.anthropic.Requests.batch;
import static io.cineai.testkit.anthropic.Requests.forFiveMinutes;
import static io.cineai.testkit.anthropic.Requests.item;
import static io.cineai.testkit.anthropic.Requests.marked;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.testkit.anthropic.ApiCaller.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches as the API has them. */
class FakeBatchesTest {
    static final FakeAnthropic SERVER = new FakeAnthropic();
    static final ApiCaller CALLER = ApiCaller.of(SERVER);

    private static final String PATH = "/v1/messages/batches";
    private static final String INVALID = "400 invalid_request_error";

    @BeforeEach
    void asNew() {
        SERVER.reset();
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    private static String made(JsonObject batch) {
        Answer answer = CALLER.batch(batch);
        assertEquals(200, answer.status(), answer.text());
        return answer.json().getString("id");
    }

    private static JsonObject looked(String id) {
        return CALLER.get(PATH + "/" + id).json();
    }

    private static List<JsonObject> lines(String id) {
        return CALLER.get(PATH + "/" + id + "/results")
                .text()
                .lines()
                .map(JsonObject::new)
                .toList();
    }

    /** Types of results by the id of the request. */
    private static Map<String, String> types(String id) {
        Map<String, String> types = new HashMap<>();
        lines(id)
                .forEach(line -> types.put(
                        line.getString("custom_id"),
                        line.getJsonObject("result").getString("type")));
        return types;
    }

    private static JsonObject of(int films) {
        return batch(IntStream.range(0, films)
                .mapToObj(film -> about("Film " + film))
                .toArray(JsonObject[]::new));
    }

    private static JsonObject counts(int processing, int succeeded, int errored, int canceled, int expired) {
        return new JsonObject()
                .put("processing", processing)
                .put("succeeded", succeeded)
                .put("errored", errored)
                .put("canceled", canceled)
                .put("expired", expired);
    }

    @Nested
    class Sending {
        private static void isNotTaken(JsonObject batch, String because) {
            Answer answer = CALLER.batch(batch);

            assertEquals(INVALID, answer.error());
            assertTrue(answer.why().contains(because), answer.why());
            assertEquals(0, SERVER.batches().size());
        }

        private static JsonObject items(JsonObject... items) {
            return new JsonObject().put("requests", new JsonArray(List.of(items)));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "film 1",
                    "film:1",
                    "fílm",
                    "x1234567890123456789012345678901234567890123456789012345678901234"
                })
        void oneBadCustomIdIs400ForTheWholeBatchAndNothingIsKept(String id) {
            isNotTaken(items(item("film-0", about("Heat")), item(id, about("Ronin"))), "custom_id");
        }

        @Test
        void aCustomIdThatIsNoTextIs400() {
            isNotTaken(items(item("film-0", about("Heat")).put("custom_id", 7)), "custom_id");
        }

        @Test
        void aCustomIdGivenTwiceIs400() {
            isNotTaken(items(item("film-0", about("Heat")), item("film-0", about("Ronin"))), "unique");
        }

        @Test
        void noRequestsAre400() {
            isNotTaken(items(), "at least one");
            isNotTaken(new JsonObject(), "requests");
        }

        @Test
        void aRequestWithoutParamsOrWithMoreIs400() {
            isNotTaken(items(new JsonObject().put("custom_id", "film-0")), "params");
            isNotTaken(items(item("film-0", about("Heat")).put("method", "POST")), "Extra inputs");
        }

        @Test
        void moreThanAHundredThousandRequestsAre400() {
            StringBuilder body = new StringBuilder("{\"requests\":[");
            for (int i = 0; i <= 100_000; i++)
                body.append(i == 0 ? "" : ",")
                        .append("{\"custom_id\":\"")
                        .append(i)
                        .append("\",\"params\":{}}");

            Answer answer = CALLER.post(PATH, body.append("]}").toString());

            assertEquals(INVALID, answer.error());
            assertTrue(answer.why().contains("100000"), answer.why());
        }

        @Test
        void aBodyOverTheLimitIs413() {
            SERVER.batchesUpTo(1_000);

            assertEquals("413 request_too_large", CALLER.batch(of(10)).error());
            assertEquals(0, SERVER.batches().size());
        }

        @Test
        void aBatchThatIsNewIsInProgressAndBilledNothing() {
            Answer answer = CALLER.batch(of(2));

            assertEquals("message_batch", answer.json().getString("type"));
            assertEquals("in_progress", answer.json().getString("processing_status"));
            assertEquals(List.of(), SERVER.ledger().billed());
        }

        @Test
        void aBatchMayBeTakenAndNobodyHearOfIt() {
            for (Fault lost : List.of(new Fault.Drops(), new Fault.BreaksOff())) {
                SERVER.next(lost);
                assertThrows(AssertionError.class, () -> CALLER.batch(of(2)));
            }

            assertEquals(2, SERVER.batches().size());
        }

        @Test
        void aRefusedBatchIsNotTaken() {
            SERVER.next(Fault.serverError());

            assertEquals("500 api_error", CALLER.batch(of(2)).error());
            assertEquals(0, SERVER.batches().size());
        }
    }

    @Nested
    class Looking {
        @Test
        void countsStayZeroUntilItEnds() {
            String id = made(of(3));

            assertEquals(counts(3, 0, 0, 0, 0), looked(id).getJsonObject("request_counts"));
            SERVER.batches().end();
            assertEquals(counts(0, 3, 0, 0, 0), looked(id).getJsonObject("request_counts"));
        }

        @Test
        void resultsAreToldOfOnlyWhenItEnded() {
            String id = made(of(1));

            assertNull(looked(id).getString("results_url"));
            assertEquals(404, CALLER.get(PATH + "/" + id + "/results").status());
            SERVER.batches().end();
            assertEquals("ended", looked(id).getString("processing_status"));
            assertEquals(SERVER.url() + PATH + "/" + id + "/results", looked(id).getString("results_url"));
        }

        @Test
        void resultsMayBeSaidToBeElsewhere() {
            SERVER.batches().resultsAt("http://elsewhere.example");
            String id = made(of(1));
            SERVER.batches().end();

            assertTrue(looked(id).getString("results_url").startsWith("http://elsewhere.example/v1/"));
        }

        @Test
        void timesDoNotChange() {
            String id = made(of(1));
            SERVER.batches().end();

            assertNotNull(looked(id).getInstant("ended_at"));
            assertEquals(looked(id), looked(id));
        }

        @Test
        void anUnknownBatchIs404() {
            assertEquals("404 not_found_error", CALLER.get(PATH + "/msgbatch_0").error());
        }

        @Test
        void itIsDeletedOnlyWhenItEnded() {
            String id = made(of(1));

            assertEquals(INVALID, CALLER.delete(PATH + "/" + id).error());
            SERVER.batches().end();
            assertEquals(
                    "message_batch_deleted",
                    CALLER.delete(PATH + "/" + id).json().getString("type"));
            assertEquals(404, CALLER.get(PATH + "/" + id).status());
        }
    }

    @Nested
    class Listing {
        private static List<String> ids(JsonObject page) {
            return MessageRules.objects(page.getJsonArray("data"))
                    .map(batch -> batch.getString("id"))
                    .toList();
        }

        @Test
        void theNewestStandsFirst() {
            List<String> made = List.of(made(of(1)), made(of(1)), made(of(1)));

            assertEquals(
                    List.of(made.get(2), made.get(1), made.get(0)),
                    ids(CALLER.get(PATH).json()));
        }

        @Test
        void pagesFollowEachOther() {
            List<String> made = new ArrayList<>();
            for (int i = 0; i < 5; i++) made.add(made(of(1)));

            JsonObject first = CALLER.get(PATH + "?limit=3").json();
            JsonObject second = CALLER.get(PATH + "?limit=3&after_id=" + first.getString("last_id"))
                    .json();

            assertEquals(List.of(made.get(4), made.get(3), made.get(2)), ids(first));
            assertEquals(List.of(made.get(1), made.get(0)), ids(second));
            assertEquals("true false", first.getBoolean("has_more") + " " + second.getBoolean("has_more"));
            assertEquals(made.get(4), first.getString("first_id"));
        }

        @Test
        void pagesGoBackwards() {
            List<String> made = List.of(made(of(1)), made(of(1)), made(of(1)));

            assertEquals(
                    List.of(made.get(2), made.get(1)),
                    ids(CALLER.get(PATH + "?before_id=" + made.get(0)).json()));
        }

        @Test
        void aPageHasTwentyWhereNothingIsSaid() {
            for (int i = 0; i < 21; i++) made(of(1));

            assertEquals(20, ids(CALLER.get(PATH).json()).size());
        }

        @ParameterizedTest
        @ValueSource(strings = {"limit=0", "limit=1001", "limit=many", "after_id=msgbatch_0"})
        void aWrongQuestionIs400(String query) {
            assertEquals(INVALID, CALLER.get(PATH + "?" + query).error());
        }
    }

    @Nested
    class Results {
        private static List<String> customIds(String id) {
            return lines(id).stream().map(line -> line.getString("custom_id")).toList();
        }

        @Test
        void standInAnotherOrderThanAsked() {
            String id = made(of(20));
            SERVER.batches().end();

            List<String> asked =
                    IntStream.range(0, 20).mapToObj(i -> "film-" + i).toList();
            assertNotEquals(asked, customIds(id));
            Comparator<String> byNumber = Comparator.comparingInt(it -> Integer.parseInt(it.substring(5)));
            assertEquals(asked, customIds(id).stream().sorted(byNumber).toList());
        }

        @Test
        void areLinesOfJson() {
            String id = made(of(2));
            SERVER.batches().end();

            assertEquals(
                    "application/x-jsonl",
                    CALLER.get(PATH + "/" + id + "/results").header("content-type"));
        }

        @Test
        void areBilledAsOfTheBatchAndNothingOfThemIsRemembered() {
            JsonObject anHour = forFiveMinutes().put("ttl", "1h");
            String id = made(batch(marked("Heat", anHour), marked("Ronin", anHour)));
            SERVER.batches().end();

            assertEquals(2, SERVER.ledger().billed().size());
            assertTrue(
                    SERVER.ledger().billed().stream().allMatch(it -> it.batch().equals(id)));
            JsonObject message = lines(id).get(0).getJsonObject("result").getJsonObject("message");
            assertEquals("batch", message.getJsonObject("usage").getString("service_tier"));
        }

        @Test
        void aLineMayBeMissing() {
            String id = made(of(3));
            SERVER.batches().endWith(all -> all.subList(1, 3));

            assertEquals(2, lines(id).size());
            assertEquals(counts(0, 3, 0, 0, 0), looked(id).getJsonObject("request_counts"));
        }

        @Test
        void aLineMayStandThereTwice() {
            String id = made(of(3));
            SERVER.batches().endWith(all -> List.of(all.get(0), all.get(0), all.get(1), all.get(2)));

            assertEquals(4, lines(id).size());
            assertEquals(3, SERVER.ledger().billed().size());
        }

        @Test
        void anInvalidRequestSpoilsItsOwnLineOnly() {
            String id = made(batch(about("Heat"), about("Ronin").put("temperature", 0)));
            SERVER.batches().end();

            assertEquals(Map.of("film-0", "succeeded", "film-1", "errored"), types(id));
            assertEquals(counts(0, 1, 1, 0, 0), looked(id).getJsonObject("request_counts"));
            assertEquals(1, SERVER.ledger().billed().size());
        }

        @ParameterizedTest
        @ValueSource(strings = {"stream", "speed", "fallbacks"})
        void whatIsNotForBatchesSpoilsItsLine(String name) {
            String id = made(batch(about("Heat").put(name, true)));
            SERVER.batches().end();

            assertEquals(Map.of("film-0", "errored"), types(id));
        }

        @Test
        void anErrorStandsInAnEnvelope() {
            String id = made(batch(about("Heat").put("max_tokens", 0)));
            SERVER.batches().end();

            JsonObject error = lines(id).get(0).getJsonObject("result").getJsonObject("error");
            assertEquals("error", error.getString("type"));
            assertEquals("invalid_request_error", error.getJsonObject("error").getString("type"));
            assertTrue(error.containsKey("request_id"));
        }

        @Test
        void anErrorMayStandAlone() {
            String id = made(batch(about("Heat").put("max_tokens", 0)));
            SERVER.batches().endWith(FakeBatches::withBareErrors);

            JsonObject error = lines(id).get(0).getJsonObject("result").getJsonObject("error");
            assertEquals("invalid_request_error", error.getString("type"));
        }

        @Test
        void aRequestMayFailByTheProvidersFault() {
            SERVER.whenAsked(asked -> asked.document().getString("title").equals("Heat")
                    ? Optional.of(Fault.overloaded())
                    : Optional.empty());
            String id = made(batch(about("Heat"), about("Ronin")));
            SERVER.batches().end();

            assertEquals(Map.of("film-0", "errored", "film-1", "succeeded"), types(id));
            assertEquals(1, SERVER.ledger().billed().size());
        }

        @Test
        void afterADayWhatIsNotAnsweredIsExpiredAndNotBilled() {
            String id = made(of(2));
            SERVER.batches().expire();

            assertEquals("ended", looked(id).getString("processing_status"));
            assertEquals(Map.of("film-0", "expired", "film-1", "expired"), types(id));
            assertEquals(counts(0, 0, 0, 0, 2), looked(id).getJsonObject("request_counts"));
            assertEquals(List.of(), SERVER.ledger().billed());
        }

        @Test
        void ofACanceledBatchAreCanceled() {
            String id = made(of(2));

            JsonObject canceling = CALLER.post(PATH + "/" + id + "/cancel", "").json();
            assertEquals("canceling", canceling.getString("processing_status"));
            assertNotNull(canceling.getString("cancel_initiated_at"));
            SERVER.batches().end();

            assertEquals(Map.of("film-0", "canceled", "film-1", "canceled"), types(id));
            assertEquals(List.of(), SERVER.ledger().billed());
        }

        @Test
        void areGoneWhenTheBatchIsArchived() {
            String id = made(of(1));
            SERVER.batches().end();
            SERVER.batches().archive();

            assertEquals(
                    "404 not_found_error",
                    CALLER.get(PATH + "/" + id + "/results").error());
            assertNull(looked(id).getString("results_url"));
            assertNotNull(looked(id).getString("archived_at"));
        }

        @Test
        void mayFailToComeThrough() {
            String id = made(of(1));
            SERVER.batches().end();
            SERVER.nextFree(Fault.serverError());

            assertEquals(500, CALLER.get(PATH + "/" + id + "/results").status());
            assertEquals(1, lines(id).size());
        }
    }
}
