package io.cineai.testkit.anthropic;

import static io.cineai.testkit.anthropic.Requests.about;
import static io.cineai.testkit.anthropic.Requests.forFiveMinutes;
import static io.cineai.testkit.anthropic.Requests.marked;
import static io.cineai.testkit.anthropic.Requests.said;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cineai.testkit.anthropic.ApiCaller.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the double allows, remembers and bills. */
class FakeAllowancesTest {
    static final FakeAnthropic SERVER = new FakeAnthropic();
    static final ApiCaller CALLER = ApiCaller.of(SERVER);

    private static final double PLENTY = 10_000_000;

    @BeforeEach
    void asNew() {
        SERVER.reset();
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Nested
    class Limits {
        @Test
        void noneAreToldOfWhereThereAreNone() {
            assertNull(CALLER.message(about("Heat")).header("anthropic-ratelimit-requests-remaining"));
        }

        @Test
        void whatRemainsFalls() {
            // A request comes back after six seconds, longer than this takes on the slowest machine.
            SERVER.limitedTo(RateLimits.aMinute(10, 100_000, 10_000));

            Answer first = CALLER.message(marked("Heat", forFiveMinutes()));
            Answer second = CALLER.message(about("Ronin"));

            assertEquals("10", first.header("anthropic-ratelimit-requests-limit"));
            assertEquals(9, first.remaining("requests"));
            assertEquals(8, second.remaining("requests"));
            assertTrue(first.remaining("input-tokens") < 100_000);
            assertEquals(0, first.remaining("input-tokens") % 1_000);
            assertEquals(10_000, first.remaining("tokens"), "the scarcest of the two");
        }

        @Test
        void theTimeOfFullReplenishmentIsAnInstantAhead() {
            SERVER.limitedTo(RateLimits.aMinute(2, PLENTY, PLENTY));
            Instant before = Instant.now();

            Answer answer = CALLER.message(about("Heat"));

            for (String kind : new String[] {"requests", "tokens", "input-tokens", "output-tokens"}) {
                Instant full = Instant.parse(answer.header("anthropic-ratelimit-" + kind + "-reset"));
                assertTrue(full.isAfter(before.minusSeconds(1)), kind + " " + full);
            }
            Instant full = Instant.parse(answer.header("anthropic-ratelimit-requests-reset"));
            assertTrue(full.isAfter(before.plusSeconds(25)), full.toString());
            assertTrue(full.isBefore(before.plusSeconds(40)), full.toString());
        }

        /** So much that a second prompt fits a second after the first. */
        private static double tokensForOneASecond() {
            return new Asked(about("Heat")).promptTokens() * 120.0 / 61;
        }

        @Test
        void whoHasUsedAllMustWaitAndIsServedAfterwards() {
            SERVER.limitedTo(RateLimits.aMinute(PLENTY, tokensForOneASecond(), PLENTY));
            CALLER.message(about("Heat"));

            Answer refused = CALLER.message(about("Heat"));

            assertEquals("429 rate_limit_error", refused.error());
            assertEquals("1", refused.header("retry-after"));
            assertEquals(1, SERVER.ledger().billed().size());
            await().atMost(Duration.ofSeconds(5))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> CALLER.message(about("Heat")).status() == 200);
        }

        @Test
        void aRefusedCallUsesUpNothing() {
            RateLimits limits = RateLimits.aMinute(100, 1, PLENTY);
            Instant now = Instant.now();

            assertTrue(limits.take(new Asked(about("Heat")), 0, now).isPresent());

            assertEquals("100", limits.headers(now).get("anthropic-ratelimit-requests-remaining"));
        }

        @Test
        void whatIsRememberedDoesNotCount() {
            JsonObject question = marked("Heat", forFiveMinutes());
            SERVER.limitedTo(RateLimits.aMinute(PLENTY, new Asked(question).promptTokens() * 1.5, PLENTY));

            assertEquals(200, CALLER.message(question).status());
            assertEquals(200, CALLER.message(question).status());
        }

        @Test
        void theLongestAnswerCountsAtOnceWhereItIsReserved() {
            SERVER.limitedTo(RateLimits.aMinuteReserving(PLENTY, PLENTY, 2_000)).taking(Duration.ofMillis(500));

            CompletableFuture<Answer> first = CALLER.begin(about("Heat"));
            await().until(() -> SERVER.inFlight() == 1);

            assertEquals(429, CALLER.message(about("Ronin")).status());
            assertEquals(200, first.join().status());
            assertEquals(200, CALLER.message(about("Ronin")).status(), "what was not used is given back");
        }

        @Test
        void onlyTheAnswerThatWasGivenCountsWhereNothingIsReserved() {
            SERVER.limitedTo(RateLimits.aMinute(PLENTY, PLENTY, 10)).taking(Duration.ofMillis(500));

            CompletableFuture<Answer> first = CALLER.begin(about("Heat"));
            await().until(() -> SERVER.inFlight() == 1);
            CompletableFuture<Answer> second = CALLER.begin(about("Ronin"));

            assertEquals(200, first.join().status());
            assertEquals(200, second.join().status());
            assertEquals(429, CALLER.message(about("Thief")).status());
        }
    }

    @Nested
    class WhatIsRemembered {
        private static JsonObject usage(JsonObject request) {
            return CALLER.message(request).json().getJsonObject("usage");
        }

        private static void addsUp(JsonObject request, JsonObject usage) {
            long prompt = usage.getLong("input_tokens")
                    + usage.getLong("cache_creation_input_tokens")
                    + usage.getLong("cache_read_input_tokens");
            assertEquals(new Asked(request).promptTokens(), prompt);
        }

        @Test
        void theFirstCallWritesAndTheSecondReads() {
            JsonObject heat = marked("Heat", forFiveMinutes());
            JsonObject ronin = marked("Ronin", forFiveMinutes());
            long shared = new Asked(heat).prefixTokens();

            JsonObject first = usage(heat);
            JsonObject second = usage(ronin);

            assertEquals(shared, first.getLong("cache_creation_input_tokens"));
            assertEquals(0, first.getLong("cache_read_input_tokens"));
            assertEquals(0, second.getLong("cache_creation_input_tokens"));
            assertEquals(shared, second.getLong("cache_read_input_tokens"));
            addsUp(heat, first);
            addsUp(ronin, second);
        }

        @Test
        void anotherBeginningIsNotRemembered() {
            usage(marked("Heat", forFiveMinutes()));
            JsonObject other =
                    marked("Heat", forFiveMinutes()).put("output_config", new JsonObject().put("effort", "low"));

            assertEquals(0, usage(other).getLong("cache_read_input_tokens"));
        }

        @Test
        void aBeginningThatIsTooShortIsNeitherWrittenNorRead() {
            JsonObject block = new JsonObject()
                    .put("type", "text")
                    .put("text", "Say how the film looks.")
                    .put("cache_control", forFiveMinutes());
            JsonObject request = about("Heat").put("system", new JsonArray().add(block));

            for (int call = 0; call < 2; call++) {
                JsonObject usage = usage(request);
                assertEquals(0, usage.getLong("cache_creation_input_tokens"));
                assertEquals(0, usage.getLong("cache_read_input_tokens"));
                addsUp(request, usage);
            }
        }

        @Test
        void howShortDependsOnTheModel() {
            JsonObject request = marked("Heat", forFiveMinutes()).put("model", "claude-haiku-4-5");

            assertEquals(0, usage(request).getLong("cache_creation_input_tokens"));
        }

        @Test
        void aMarkForAnHourIsInTheColumnOfTheHour() {
            JsonObject anHour = forFiveMinutes().put("ttl", "1h");
            long shared = new Asked(marked("Heat", anHour)).prefixTokens();

            JsonObject columns = usage(marked("Heat", anHour)).getJsonObject("cache_creation");

            assertEquals(shared, columns.getLong("ephemeral_1h_input_tokens"));
            assertEquals(0, columns.getLong("ephemeral_5m_input_tokens"));
        }

        @Test
        void aMarkForFiveMinutesIsInTheirs() {
            JsonObject usage = usage(marked("Heat", forFiveMinutes()));

            assertEquals(
                    usage.getLong("cache_creation_input_tokens"),
                    usage.getJsonObject("cache_creation").getLong("ephemeral_5m_input_tokens"));
        }

        @Test
        void nothingIsRememberedForLongerThanItWasToBe() {
            Asked heat = new Asked(marked("Heat", forFiveMinutes()));
            Memory memory = new Memory();
            Instant now = Instant.now();
            memory.use(heat, now);

            assertEquals(heat.prefixTokens(), memory.known(heat, now.plusSeconds(299)));
            assertEquals(0, memory.known(heat, now.plusSeconds(300)));
        }

        @Test
        void readingKeepsItForAnotherFiveMinutes() {
            Asked heat = new Asked(marked("Heat", forFiveMinutes()));
            Memory memory = new Memory();
            Instant now = Instant.now();
            memory.use(heat, now);
            memory.use(heat, now.plusSeconds(200));

            assertEquals(heat.prefixTokens(), memory.known(heat, now.plusSeconds(400)));
        }
    }

    @Nested
    class TheLedger {
        @Test
        void theSameQuestionTwiceIsOneContentBilledTwice() {
            CALLER.message(about("Heat"));
            CALLER.message(about("Heat"));
            CALLER.message(about("Ronin"));

            Map<String, Long> byContent = SERVER.ledger().billedByContent();
            assertEquals(2, byContent.size());
            assertEquals(2L, byContent.get(new Asked(about("Heat")).contentHash()));
        }

        @Test
        void aComplaintIsAboutTheSameContent() {
            JsonObject again = about("Heat");
            again.getJsonArray("messages").add(said("assistant", "{}")).add(said("user", "Once more."));
            CALLER.message(about("Heat"));
            CALLER.message(again);

            assertEquals(1, SERVER.ledger().billedByContent().size());
        }

        @Test
        void billsWhatUsageSays() {
            JsonObject usage = CALLER.message(about("Heat")).json().getJsonObject("usage");

            Ledger.Billed billed = SERVER.ledger().billed().get(0);
            assertEquals("Heat (1995)", billed.film());
            assertEquals(usage.getLong("input_tokens"), billed.input());
            assertEquals(usage.getLong("output_tokens"), billed.output());
            assertEquals(usage.getJsonObject("output_tokens_details").getLong("thinking_tokens"), billed.thinking());
        }

        @Test
        void seesEveryRequestWhateverCameOfIt() {
            CALLER.message(about("Heat"));
            CALLER.without("x-api-key").message(about("Heat"));

            assertEquals(
                    Optional.of("200 401"),
                    SERVER.ledger().messages().stream()
                            .map(it -> String.valueOf(it.status()))
                            .reduce((one, other) -> one + " " + other));
        }
    }
}
