package io.cineai.testkit.anthropic;

import static io.cineai.testkit.anthropic.Requests.about;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.testkit.anthropic.ApiCaller.Answer;
import io.cineai.testkit.anthropic.Fault.Change;
import io.cineai.testkit.anthropic.Ledger.Billed;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How the double breaks, and that its ledger knows what a client may not. */
class FakeFaultsTest {
    static final FakeAnthropic SERVER = new FakeAnthropic();
    static final ApiCaller CALLER = ApiCaller.of(SERVER);

    private static final Duration SHORT = Duration.ofMillis(600);

    @BeforeEach
    void asNew() {
        SERVER.reset();
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    private static Answer asked(Fault fault) {
        SERVER.next(fault);
        return CALLER.message(about("Heat"));
    }

    private static int billed() {
        return SERVER.ledger().billed().size();
    }

    @Nested
    class Refusals {
        static Stream<Arguments> byStatus() {
            return Stream.of(
                    Arguments.of(Fault.overloaded(), "529 overloaded_error"),
                    Arguments.of(Fault.serverError(), "500 api_error"),
                    Arguments.of(Fault.gatewayTimeout(), "504 timeout_error"),
                    Arguments.of(Fault.billingError(), "402 billing_error"),
                    Arguments.of(Fault.refused(403, "permission_error", "No."), "403 permission_error"));
        }

        @ParameterizedTest
        @MethodSource("byStatus")
        void haveAStatusAndANameAndCostNothing(Fault fault, String error) {
            assertEquals(error, asked(fault).error());
            assertEquals(0, billed());
        }

        @Test
        void aRateLimitSaysHowLongToWait() {
            Answer answer = asked(Fault.rateLimited(Duration.ofSeconds(7)));

            assertEquals("429 rate_limit_error", answer.error());
            assertEquals("7", answer.header("retry-after"));
        }

        @Test
        void aSpendCapIs429WithACodeAndNoWait() {
            Answer answer = asked(Fault.spendCap());

            assertEquals("429 rate_limit_error", answer.error());
            assertNull(answer.header("retry-after"));
            assertEquals(
                    "enforced_spend_limit_reached",
                    answer.json()
                            .getJsonObject("error")
                            .getJsonObject("details")
                            .getString("error_code"));
        }

        @Test
        void theAccountsOwnLimitIs400InTheApisWords() {
            Answer answer = asked(Fault.ownLimit("2026-12-01"));

            assertEquals("400 invalid_request_error", answer.error());
            assertTrue(answer.why().startsWith("You have reached your specified API usage limits"), answer.why());
        }

        @Test
        void mayHaveHeadersOfTheirOwn() {
            Answer answer = asked(Fault.refused(429, "rate_limit_error", "Wait.", Map.of("retry-after-ms", "300")));

            assertEquals("300", answer.header("retry-after-ms"));
        }

        @Test
        void comeOneForEachCallInTheirOrder() {
            SERVER.next(Fault.overloaded(), Fault.serverError());

            assertEquals(529, CALLER.message(about("Heat")).status());
            assertEquals(500, CALLER.message(about("Heat")).status());
            assertEquals(200, CALLER.message(about("Heat")).status());
        }

        @Test
        void comeByWhatIsAsked() {
            SERVER.whenAsked(asked -> asked.document().getString("title").equals("Heat")
                    ? Optional.of(Fault.overloaded())
                    : Optional.empty());

            assertEquals(529, CALLER.message(about("Heat")).status());
            assertEquals(200, CALLER.message(about("Ronin")).status());
        }

        @Test
        void ofFreeCallsAreTheirOwn() {
            SERVER.nextFree(Fault.serverError());
            JsonObject counted = about("Heat");
            counted.remove("max_tokens");

            assertEquals(200, CALLER.message(about("Heat")).status());
            assertEquals(500, CALLER.count(counted).status());
        }
    }

    @Nested
    class OnTheWire {
        private void isLost(Fault fault, Class<? extends IOException> how) {
            SERVER.next(fault);

            assertThrows(how, () -> CALLER.tryMessage(about("Heat"), SHORT));
            assertEquals(1, billed());
            assertEquals(1, SERVER.ledger().messages().size());
            assertEquals(0, SERVER.ledger().messages().get(0).status());
        }

        @Test
        void anAnswerThatHangsIsBilled() {
            isLost(new Fault.Hangs(), HttpTimeoutException.class);
        }

        @Test
        void aConnectionThatIsClosedBeforeAByteIsBilled() {
            isLost(new Fault.Drops(), IOException.class);
        }

        @Test
        void aConnectionThatBreaksInTheMiddleIsBilled() {
            isLost(new Fault.BreaksOff(), IOException.class);
        }

        @Test
        void anAnswerThatTricklesIsBilledAndTakesLongerThanAnybodyWaits() {
            SERVER.next(new Fault.Trickles(Duration.ofMillis(100)));

            CompletableFuture<Answer> answer = CALLER.begin(about("Heat"));

            assertThrows(TimeoutException.class, () -> answer.get(SHORT.toMillis(), TimeUnit.MILLISECONDS));
            assertEquals(1, billed());
            answer.cancel(true);
        }

        @Test
        void anAnswerThatTricklesComesWholeToThePatient() {
            SERVER.next(new Fault.Trickles(Duration.ofMillis(1)));

            assertEquals("message", CALLER.message(about("Heat")).json().getString("type"));
        }

        @Test
        void aTruncatedAnswerIs200AndNoJson() {
            Answer answer = asked(new Fault.Truncated());

            assertEquals(200, answer.status());
            assertThrows(DecodeException.class, answer::json);
            assertEquals(1, billed());
        }

        @Test
        void aClientThatLeavesEarlyIsBilledAllTheSame() {
            SERVER.taking(SHORT.multipliedBy(2));

            assertThrows(IOException.class, () -> CALLER.tryMessage(about("Heat"), SHORT));
            assertEquals(0, billed());
            await().atMost(Duration.ofSeconds(5)).until(() -> billed() == 1);
        }
    }

    @Nested
    class OddAnswers {
        private static List<String> types(Answer answer) {
            return blocks(answer).map(block -> block.getString("type")).toList();
        }

        private static Stream<JsonObject> blocks(Answer answer) {
            return MessageRules.objects(answer.json().getJsonArray("content"));
        }

        private static String text(Answer answer) {
            return blocks(answer).reduce((first, last) -> last).orElseThrow().getString("text");
        }

        @Test
        void aGoodOneKeepsToTheSchema() {
            Answer answer = CALLER.message(about("Heat"));

            assertEquals("dark", new JsonObject(text(answer)).getString("mood"));
            assertEquals("end_turn", answer.json().getString("stop_reason"));
        }

        @Test
        void theSameQuestionHasTheSameAnswer() {
            assertEquals(text(CALLER.message(about("Heat"))), text(CALLER.message(about("Heat"))));
        }

        @Test
        void wordsMayStandBeforeTheJson() {
            String text = text(asked(new Fault.Changed(Change.TEXT_BEFORE_JSON)));

            assertTrue(text.startsWith("Here is"), text);
            assertTrue(text.endsWith("}"), text);
        }

        @Test
        void aRefusalIs200AndEmptyAndNotBilled() {
            Answer answer = asked(new Fault.Changed(Change.REFUSAL));

            assertEquals(200, answer.status());
            assertEquals(new JsonArray(), answer.json().getJsonArray("content"));
            assertEquals("refusal", answer.json().getString("stop_reason"));
            assertEquals("refusal", answer.json().getJsonObject("stop_details").getString("type"));
            assertEquals(0, billed());
        }

        @Test
        void oneThatIsCutOffUsedAllThatItMight() {
            Answer answer = asked(new Fault.Changed(Change.CUT_OFF));

            assertEquals("max_tokens", answer.json().getString("stop_reason"));
            assertEquals(1200, answer.json().getJsonObject("usage").getInteger("output_tokens"));
            assertThrows(DecodeException.class, () -> new JsonObject(text(answer)));
            assertEquals(1, billed());
        }

        @Test
        void oneThatIsTooLongIsCutOffUnasked() {
            Answer answer = CALLER.message(about("Heat").put("max_tokens", 3));

            assertEquals("max_tokens", answer.json().getString("stop_reason"));
            assertEquals(3, answer.json().getJsonObject("usage").getInteger("output_tokens"));
        }

        @Test
        void thinkingComesFirst() {
            Answer answer = asked(new Fault.Changed(Change.THINKING_FIRST));

            assertEquals(List.of("thinking", "text"), types(answer));
            assertEquals("", blocks(answer).findFirst().orElseThrow().getString("thinking"));
        }

        @Test
        void whoDoesNotThinkUnaskedDoesNotThink() {
            Answer answer = CALLER.message(about("Heat").put("model", "claude-haiku-4-5"));

            assertEquals(List.of("text"), types(answer));
        }

        @Test
        void blocksMayBeOfAKindThatNobodyKnows() {
            assertTrue(types(asked(new Fault.Changed(Change.UNKNOWN_BLOCK))).contains("hologram"));
        }

        @Test
        void usageMayBeAbsent() {
            Answer answer = asked(new Fault.Changed(Change.NO_USAGE));

            assertFalse(answer.json().containsKey("usage"));
            assertEquals(1, billed());
        }

        @Test
        void fieldsOfUsageMayBeNull() {
            JsonObject usage =
                    asked(new Fault.Changed(Change.NULL_USAGE)).json().getJsonObject("usage");

            Billed billed = SERVER.ledger().billed().get(0);
            assertEquals(billed.input(), usage.getLong("input_tokens"));
            assertTrue(usage.containsKey("cache_creation"));
            assertNull(usage.getValue("cache_creation"));
            assertNull(usage.getValue("cache_read_input_tokens"));
        }

        @Test
        void aModelSaysWhatItIsTold() {
            assertEquals("[]", text(asked(new Fault.Says("[]"))));
        }

        @Test
        void aTestThatBreaksIsAnsweredToo() {
            SERVER.answering(question -> {
                throw new IllegalStateException("no answer for " + question.model());
            });

            assertEquals("500 api_error", CALLER.message(about("Heat")).error());
        }
    }
}
