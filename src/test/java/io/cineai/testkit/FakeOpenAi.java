package io.cineai.testkit;

import io.cineai.testkit.anthropic.Answers;
import io.cineai.testkit.anthropic.ApiError;
import io.cineai.testkit.anthropic.Asked;
import io.cineai.testkit.anthropic.Exchange;
import io.cineai.testkit.anthropic.Fault;
import io.cineai.testkit.anthropic.Fault.Change;
import io.cineai.testkit.anthropic.Ledger;
import io.cineai.testkit.anthropic.PlausibleAnswers;
import io.cineai.testkit.anthropic.Tokens;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A strict double of chat completions, as OpenAI has them: it refuses, breaks and bills as its bigger brother does. */
public final class FakeOpenAi implements AutoCloseable {
    public static final String KEY = "sk-test-not-a-secret";
    public static final String MODEL = "test-model";
    public static final String PATH = "/v1/chat/completions";

    private static final int REMEMBERED_FROM = 1_024;
    private static final int REMEMBERED_IN_STEPS_OF = 128;
    private static final int REASONING = 40;

    /** As they are while nothing is scarce. */
    private static final Map<String, String> LIMITS = Map.of(
            "x-ratelimit-limit-requests", "500",
            "x-ratelimit-remaining-requests", "499",
            "x-ratelimit-reset-requests", "120ms",
            "x-ratelimit-limit-tokens", "200000",
            "x-ratelimit-remaining-tokens", "198000",
            "x-ratelimit-reset-tokens", "6m0s");

    private final Vertx vertx = Vertx.vertx();
    private final Ledger ledger = new Ledger();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Queue<JsonObject> seen = new ConcurrentLinkedQueue<>();
    private final Set<String> remembered = ConcurrentHashMap.newKeySet();
    private final AtomicLong ids = new AtomicLong();
    private final HttpServer server;
    private volatile Answers answers = new PlausibleAnswers();
    private volatile Map<String, String> limits = LIMITS;
    private volatile Optional<String> key = Optional.of(KEY);
    private volatile Optional<String> finish = Optional.empty();

    public FakeOpenAi() {
        server = Loopback.server(vertx, it -> it.requestHandler(this::received));
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public Ledger ledger() {
        return ledger;
    }

    /** Good requests, as they came. */
    public List<JsonObject> seen() {
        return List.copyOf(seen);
    }

    /** The next calls go wrong like this, one each, in this order. */
    public FakeOpenAi next(Fault... some) {
        faults.addAll(List.of(some));
        return this;
    }

    /** Answers end for this reason: {@code content_filter}, {@code length}. */
    public FakeOpenAi finishing(String reason) {
        finish = Optional.of(reason);
        return this;
    }

    /** Every answer has these headers, and no others of its limits. */
    public FakeOpenAi limitedTo(Map<String, String> headers) {
        limits = headers;
        return this;
    }

    /** As servers on one's own machine: who shows a key is turned away. */
    public FakeOpenAi wantingNoKey() {
        key = Optional.empty();
        return this;
    }

    /** 429 where there is no money left: waiting does not help. */
    public static Fault insufficientQuota() {
        String code = "insufficient_quota";
        return refused(429, code, code, "You exceeded your current quota, please check your plan.");
    }

    public static Fault refused(int status, String type, String code, String message) {
        return new Fault.Refused(OpenAiRules.error(status, type, code, message), Map.of());
    }

    /** As new, but at the same address. */
    public void reset() {
        ledger.clear();
        faults.clear();
        seen.clear();
        remembered.clear();
        answers = new PlausibleAnswers();
        limits = LIMITS;
        key = Optional.of(KEY);
        finish = Optional.empty();
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void received(HttpServerRequest http) {
        String id = "req_" + ids.incrementAndGet();
        Exchange exchange = new Exchange(vertx, http, Instant.now(), id, ledger, () -> headers(id));
        http.body().onSuccess(body -> answer(exchange, body)).onFailure(broken -> http.connection()
                .close());
    }

    private Map<String, String> headers(String id) {
        Map<String, String> headers = new ConcurrentHashMap<>(limits);
        headers.put("x-request-id", id);
        return headers;
    }

    private void answer(Exchange exchange, Buffer body) {
        Optional<ApiError> stranger = stranger(exchange.http());
        Optional<ApiError> broken = stranger.isPresent() ? stranger : OpenAiRules.broken(body);
        if (broken.isPresent()) {
            refuse(exchange, broken.get(), Map.of());
            return;
        }
        JsonObject request = new JsonObject(body);
        seen.add(request);
        Fault fault = faults.poll();
        if (fault instanceof Fault.Refused refused) refuse(exchange, refused.error(), refused.headers());
        else exchange.answer(completion(request, fault).toBuffer(), fault);
    }

    private static void refuse(Exchange exchange, ApiError error, Map<String, String> headers) {
        JsonObject told = new JsonObject()
                .put("message", error.message())
                .put("type", error.type())
                .putNull("param")
                .put("code", error.details().getString("error_code"));
        exchange.send(
                error.status(), headers, new JsonObject().put("error", told).toBuffer());
    }

    private Optional<ApiError> stranger(HttpServerRequest http) {
        if (!http.path().equals(PATH) || !http.method().equals(HttpMethod.POST))
            return Optional.of(OpenAiRules.error(404, "invalid_request_error", "unknown_url", "Unknown request URL"));
        String shown = http.getHeader("Authorization");
        String right = key.map(it -> "Bearer " + it).orElse(null);
        return Objects.equals(shown, right)
                ? Optional.empty()
                : Optional.of(OpenAiRules.error(
                        401, "invalid_request_error", "invalid_api_key", "Incorrect API key provided"));
    }

    /** The same question as others would ask it. */
    private static Asked asked(JsonObject request) {
        JsonArray messages = request.getJsonArray("messages");
        JsonObject format = request.getJsonObject("response_format");
        JsonObject output = new JsonObject();
        if (format != null) output.put("format", format.getJsonObject("json_schema"));
        return new Asked(new JsonObject()
                .put("model", request.getString("model"))
                .put("max_tokens", request.getInteger("max_completion_tokens", Integer.MAX_VALUE))
                .put("system", messages.getJsonObject(0).getString("content"))
                .put("messages", new JsonArray(messages.getList().subList(1, messages.size())))
                .put("output_config", output));
    }

    private JsonObject completion(JsonObject request, @Nullable Fault fault) {
        Asked question = asked(request);
        Optional<Change> change =
                fault instanceof Fault.Changed changed ? Optional.of(changed.change()) : Optional.empty();
        String words = fault instanceof Fault.Says says ? says.text() : answers.to(question);
        Said said = Said.of(question, words, change, remembered.add(question.system()) ? 0 : known(question));
        ledger.bill(said.bill());
        return said.told("chatcmpl-" + ids.incrementAndGet(), finish);
    }

    private static long known(Asked question) {
        long tokens = Tokens.of(question.system());
        return tokens < REMEMBERED_FROM ? 0 : tokens / REMEMBERED_IN_STEPS_OF * REMEMBERED_IN_STEPS_OF;
    }

    /** An answer, and why it ends. Tokens that were remembered are part of the prompt's. */
    private record Said(Asked question, String text, String finish, Optional<Change> change, long remembered) {
        static Said of(Asked question, String words, Optional<Change> change, long remembered) {
            String text = change.equals(Optional.of(Change.TEXT_BEFORE_JSON)) ? "Here it is:\n" + words : words;
            boolean fits = Tokens.of(text) + REASONING <= question.maxTokens();
            if (fits && !change.equals(Optional.of(Change.CUT_OFF)))
                return new Said(question, text, "stop", change, remembered);
            long length = Math.min(Tokens.of(text) / 2, Math.max(0, question.maxTokens() - REASONING));
            return new Said(question, Tokens.first(length, text), "length", change, remembered);
        }

        private long output() {
            return Tokens.of(text) + REASONING;
        }

        Ledger.Billed bill() {
            long input = question.promptTokens() - remembered;
            return new Ledger.Billed(
                    Instant.now(),
                    question.contentHash(),
                    question.film(),
                    question.function(),
                    question.model(),
                    "",
                    input,
                    remembered,
                    0,
                    output(),
                    REASONING);
        }

        JsonObject told(String id, Optional<String> otherFinish) {
            boolean refuses = change.equals(Optional.of(Change.REFUSAL));
            JsonObject message = new JsonObject()
                    .put("role", "assistant")
                    .put("content", refuses ? null : text)
                    .put("refusal", refuses ? "I cannot help with that." : null);
            JsonObject choice = new JsonObject()
                    .put("index", 0)
                    .put("message", message)
                    .put("finish_reason", otherFinish.orElse(finish));
            JsonObject completion = new JsonObject()
                    .put("id", id)
                    .put("object", "chat.completion")
                    .put("created", Instant.now().getEpochSecond())
                    .put("model", question.model())
                    .put("choices", new JsonArray().add(choice));
            return change.equals(Optional.of(Change.NO_USAGE)) ? completion : completion.put("usage", usage());
        }

        private JsonObject usage() {
            JsonObject usage = new JsonObject()
                    .put("prompt_tokens", question.promptTokens())
                    .put("completion_tokens", output())
                    .put("total_tokens", question.promptTokens() + output());
            if (change.equals(Optional.of(Change.NULL_USAGE)))
                return usage.putNull("prompt_tokens_details").putNull("completion_tokens_details");
            return usage.put("prompt_tokens_details", new JsonObject().put("cached_tokens", remembered))
                    .put("completion_tokens_details", new JsonObject().put("reasoning_tokens", REASONING));
        }
    }
}
