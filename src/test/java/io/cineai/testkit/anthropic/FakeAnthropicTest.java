package io.cineai.testkit.anthropic;

import static io.cineai.testkit.anthropic.Requests.about;
import static io.cineai.testkit.anthropic.Requests.batch;
import static io.cineai.testkit.anthropic.Requests.film;
import static io.cineai.testkit.anthropic.Requests.format;
import static io.cineai.testkit.anthropic.Requests.object;
import static io.cineai.testkit.anthropic.Requests.said;
import static io.cineai.testkit.anthropic.Requests.schema;
import static io.cineai.testkit.anthropic.Requests.withSchema;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the double refuses: all that the API refuses. What it then does is in the tests beside this one. */
class FakeAnthropicTest {
    static final FakeAnthropic SERVER = new FakeAnthropic();
    static final ApiCaller CALLER = ApiCaller.of(SERVER);

    private static final String INVALID = "400 invalid_request_error";
    private static final String STRANGER = "401 authentication_error";

    @BeforeEach
    void asNew() {
        SERVER.reset();
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    private static void isRefused(JsonObject request, String because) {
        ApiCaller.Answer answer = CALLER.message(request);

        assertEquals(INVALID, answer.error());
        assertTrue(answer.why().contains(because), answer.why());
        assertEquals(List.of(), SERVER.ledger().billed());
    }

    private static void isTaken(JsonObject request) {
        assertEquals(200, CALLER.message(request).status());
    }

    @Nested
    class Headers {
        @Test
        void aGoodCallIsAnsweredAndNamed() {
            ApiCaller.Answer answer = CALLER.message(about("Heat"));

            assertEquals(200, answer.status());
            assertNotNull(answer.header("request-id"));
        }

        @Test
        void noKeyIs401() {
            assertEquals(
                    STRANGER, CALLER.without("x-api-key").message(about("Heat")).error());
        }

        @Test
        void aWrongKeyIs401() {
            assertEquals(
                    STRANGER,
                    CALLER.with("x-api-key", "sk-ant-wrong")
                            .message(about("Heat"))
                            .error());
        }

        @Test
        void aKeyAndABearerAtOnceAre401() {
            assertEquals(
                    STRANGER,
                    CALLER.with("Authorization", "Bearer " + FakeAnthropic.KEY)
                            .message(about("Heat"))
                            .error());
        }

        @Test
        void aBrowsersOriginIs401() {
            assertEquals(
                    STRANGER,
                    CALLER.with("Origin", "https://example.org")
                            .message(about("Heat"))
                            .error());
        }

        @Test
        void noVersionIs400() {
            assertEquals(
                    INVALID,
                    CALLER.without("anthropic-version").message(about("Heat")).error());
        }

        @Test
        void aWrongVersionIs400() {
            assertEquals(
                    INVALID,
                    CALLER.with("anthropic-version", "2023-01-01")
                            .message(about("Heat"))
                            .error());
        }

        @ParameterizedTest
        @ValueSource(strings = {"text/plain", "application/jsonlines"})
        void aWrongTypeOfContentIs400(String type) {
            assertEquals(
                    INVALID,
                    CALLER.with("content-type", type).message(about("Heat")).error());
        }

        @Test
        void theyAreLookedAtForEveryAddress() {
            ApiCaller stranger = CALLER.without("x-api-key");

            assertEquals(STRANGER, stranger.count(about("Heat")).error());
            assertEquals(STRANGER, stranger.batch(batch(about("Heat"))).error());
            assertEquals(STRANGER, stranger.get("/v1/messages/batches").error());
        }

        @Test
        void aRefusalIsNamedAsInItsHeader() {
            ApiCaller.Answer answer = CALLER.without("x-api-key").message(about("Heat"));

            assertEquals("error", answer.json().getString("type"));
            assertEquals(answer.header("request-id"), answer.json().getString("request_id"));
        }

        @Test
        void anUnknownAddressIs404() {
            assertEquals("404 not_found_error", CALLER.get("/v1/complete").error());
        }
    }

    @Nested
    class Fields {
        @Test
        void aMissingMaxTokensIs400() {
            JsonObject request = about("Heat");
            request.remove("max_tokens");

            isRefused(request, "max_tokens");
        }

        @Test
        void aMaxTokensBeyondTheModelIs400() {
            isRefused(about("Heat").put("max_tokens", 128_001), "max_tokens");
        }

        @Test
        void anUnknownModelIs404() {
            assertEquals(
                    "404 not_found_error",
                    CALLER.message(about("Heat").put("model", "claude-haiku-9")).error());
        }

        @Test
        void anUnknownFieldIs400() {
            isRefused(about("Heat").put("response_format", new JsonObject()), "response_format");
        }

        @Test
        void aBodyThatIsNoJsonIs400() {
            assertEquals(INVALID, CALLER.post("/v1/messages", "{\"model\":").error());
        }

        @Test
        void fieldsOfWrongTypesAre400() {
            isRefused(about("Heat").put("messages", new JsonArray().add("Heat")), "");
            isRefused(about("Heat").put("output_config", "low"), "");
            isRefused(about("Heat").put("system", new JsonArray().add("Heat")), "");
        }

        @Test
        void aStreamIsNotSpoken() {
            isRefused(about("Heat").put("stream", true), "stream");
            isTaken(about("Heat").put("stream", false));
        }

        @Test
        void aBodyOver32MegabytesIs413() {
            JsonObject request = about("Heat").put("system", "x".repeat(33 * 1024 * 1024));

            assertEquals("413 request_too_large", CALLER.message(request).error());
            assertEquals("413 request_too_large", CALLER.count(request).error());
        }
    }

    @Nested
    class ByModel {
        private static JsonObject forced(String model, String choice) {
            JsonObject tool = new JsonObject().put("name", "tell").put("input_schema", schema());
            return about("Heat")
                    .put("model", model)
                    .put("tools", new JsonArray().add(tool))
                    .put("tool_choice", new JsonObject().put("type", choice).put("name", "tell"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"claude-fable-5-1", "claude-opus-5-5", "claude-sonnet-5-5"})
        void aForcedToolIs400OnTheNewest(String model) {
            isRefused(forced(model, "tool"), "tool_choice");
            isRefused(forced(model, "any"), "tool_choice");
            isTaken(forced(model, "auto"));
        }

        @Test
        void aForcedToolIsTakenByHaiku45() {
            isTaken(forced("claude-haiku-4-5", "tool"));
        }

        @Test
        void aForcedToolThatIsNotGivenIs400() {
            JsonObject request = forced("claude-haiku-4-5", "tool");
            request.remove("tools");

            isRefused(request, "tool_choice");
        }

        @ParameterizedTest
        @ValueSource(strings = {"temperature", "top_p", "top_k"})
        void aTemperatureIs400WhereItIsNotTaken(String name) {
            isRefused(about("Heat").put(name, 0), name);
            isTaken(about("Heat").put("model", "claude-haiku-4-5").put(name, 0));
        }

        @Test
        void aBudgetForThinkingIs400WhereItIsNotTaken() {
            JsonObject thinking = new JsonObject().put("type", "enabled").put("budget_tokens", 1024);

            isRefused(about("Heat").put("thinking", thinking), "thinking");
            isTaken(about("Heat").put("model", "claude-haiku-4-5").put("thinking", thinking));
        }

        @Test
        void anEffortIs400OnHaiku45() {
            JsonObject effort = new JsonObject().put("effort", "low");

            isRefused(about("Heat").put("model", "claude-haiku-4-5").put("output_config", effort), "effort");
            isTaken(about("Heat").put("output_config", effort));
        }

        @Test
        void anUnknownEffortIs400() {
            isRefused(about("Heat").put("output_config", new JsonObject().put("effort", "lazy")), "effort");
        }
    }

    @Nested
    class Schemas {
        private static final JsonObject OPEN =
                new JsonObject().put("type", "object").put("properties", new JsonObject());

        private static JsonObject holding(JsonObject inner) {
            return withSchema(object(new JsonObject().put("inner", inner)));
        }

        @Test
        void anObjectThatIsNotClosedIs400() {
            isRefused(withSchema(OPEN), "additionalProperties");
            isRefused(withSchema(OPEN.copy().put("additionalProperties", true)), "additionalProperties");
        }

        @Test
        void anObjectInsideThatIsNotClosedIs400() {
            isRefused(holding(OPEN), "properties.inner");
            isRefused(holding(new JsonObject().put("type", "array").put("items", OPEN)), "inner.items");
            isRefused(holding(new JsonObject().put("anyOf", new JsonArray().add(OPEN))), "inner.anyOf");
        }

        @ParameterizedTest
        @ValueSource(strings = {"minimum", "maximum", "multipleOf", "minLength", "maxLength", "minItems", "pattern"})
        void aRangeIs400(String word) {
            isRefused(holding(new JsonObject().put("type", "number").put(word, 0)), word);
        }

        @Test
        void aFormatOtherThanJsonSchemaIs400() {
            JsonObject asOthersHaveIt = new JsonObject().put("type", "json_object");

            isRefused(
                    about("Heat").put("output_config", new JsonObject().put("format", asOthersHaveIt)), "json_schema");
        }

        @Test
        void aFormatWithANameAsOthersHaveItIs400() {
            JsonObject named = format(schema()).put("name", "analysis");

            isRefused(about("Heat").put("output_config", new JsonObject().put("format", named)), "format");
        }

        @Test
        void theOldFieldIs400() {
            isRefused(about("Heat").put("output_format", format(schema())), "output_format");
        }
    }

    @Nested
    class Messages {
        private static JsonObject with(JsonObject... messages) {
            return about("Heat").put("messages", new JsonArray(List.of(messages)));
        }

        @Test
        void noneAre400() {
            isRefused(with(), "at least one");
        }

        @Test
        void aFirstThatIsNotTheUsersIs400() {
            isRefused(with(said("assistant", "{}"), said("user", film("Heat"))), "first message");
        }

        @Test
        void aPrefillIs400() {
            isRefused(with(said("user", film("Heat")), said("assistant", "{")), "prefill");
        }

        @Test
        void aRoleOfSystemIs400() {
            isRefused(with(said("user", film("Heat")), said("system", "Be brief."), said("user", "Go on.")), "role");
        }

        @Test
        void anEmptyTextIs400() {
            isRefused(with(said("user", " ")), "non-empty");
        }

        @Test
        void aConversationIsTaken() {
            isTaken(with(said("user", film("Heat")), said("assistant", "{}"), said("user", "Once more.")));
        }

        @Test
        void fiveMarksAre400WhereverTheyStand() {
            JsonObject block = new JsonObject()
                    .put("type", "text")
                    .put("text", "Look.")
                    .put("cache_control", new JsonObject().put("type", "ephemeral"));
            JsonObject film = block.copy().put("text", film("Heat"));
            JsonObject request = with(new JsonObject().put("role", "user").put("content", new JsonArray().add(film)));

            isRefused(request.copy().put("system", blocks(block, 4)), "cache_control");
            isTaken(request.copy().put("system", blocks(block, 3)));
        }

        @Test
        void aMarkOfAnotherKindIs400() {
            JsonObject block = new JsonObject()
                    .put("type", "text")
                    .put("text", "Look.")
                    .put(
                            "cache_control",
                            new JsonObject().put("type", "ephemeral").put("ttl", "2h"));

            isRefused(about("Heat").put("system", blocks(block, 1)), "cache_control");
        }

        private static JsonArray blocks(JsonObject block, int count) {
            JsonArray blocks = new JsonArray();
            for (int i = 0; i < count; i++) blocks.add(block.copy());
            return blocks;
        }
    }

    @Nested
    class Counting {
        private static JsonObject counted(JsonObject request) {
            JsonObject counted = request.copy();
            counted.remove("max_tokens");
            return counted;
        }

        @Test
        void countsThePromptOfTheMessage() {
            long told = CALLER.count(counted(about("Heat"))).json().getLong("input_tokens");

            JsonObject usage = CALLER.message(about("Heat")).json().getJsonObject("usage");
            assertEquals(usage.getLong("input_tokens"), told);
        }

        @Test
        void costsNothing() {
            CALLER.count(counted(about("Heat")));

            assertEquals(List.of(), SERVER.ledger().billed());
        }

        @ParameterizedTest
        @ValueSource(strings = {"max_tokens", "temperature", "metadata", "service_tier"})
        void whatOnlyAnAnswerNeedsIs400(String name) {
            assertEquals(
                    INVALID, CALLER.count(counted(about("Heat")).put(name, 1)).error());
        }

        @Test
        void keepsTheOtherRules() {
            assertEquals(
                    INVALID,
                    CALLER.count(counted(about("Heat").put("messages", new JsonArray())))
                            .error());
        }
    }
}
