package io.cineai.testkit.anthropic;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The server. Everything that a test says to it holds from the next request on. */
public final class FakeAnthropic implements AutoCloseable {
    public static final String KEY = "sk-ant-test-not-a-secret";

    static final int DEFAULT_MOST_BYTES = 256 * 1024 * 1024;
    static final String VERSION = "2023-06-01";

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(10);
    private static final int MOST_MESSAGE_BYTES = 32 * 1024 * 1024;

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Ledger ledger = new Ledger();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Map<String, Instant> remembered = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final FakeBatches batches;
    private volatile Function<Asked, Optional<Fault>> faultOf = question -> Optional.empty();
    private volatile Answers answers = new PlausibleAnswers();
    private volatile Duration latency = Duration.ofMillis(5);
    private volatile @Nullable RateLimits limits;
    private volatile int mostBatchBytes = DEFAULT_MOST_BYTES;
    private volatile int thinking = 260;

    public FakeAnthropic() {
        batches = new FakeBatches(this::batched, ids);
        server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(this::received)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(STARTS_WITHIN.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public Ledger ledger() {
        return ledger;
    }

    public FakeBatches batches() {
        return batches;
    }

    /** Calls for messages that are being answered now. */
    public int inFlight() {
        return inFlight.get();
    }

    /** The next calls for messages go wrong like this, one each, in this order. */
    public FakeAnthropic next(Fault... some) {
        faults.addAll(java.util.List.of(some));
        return this;
    }

    /** Calls go wrong by what they ask. */
    public FakeAnthropic whenAsked(Function<Asked, Optional<Fault>> fault) {
        faultOf = fault;
        return this;
    }

    public FakeAnthropic answering(Answers other) {
        answers = other;
        return this;
    }

    /** How long an answer takes. */
    public FakeAnthropic taking(Duration time) {
        latency = time;
        return this;
    }

    /** Token buckets, and the headers that tell of them. */
    public FakeAnthropic limitedTo(RateLimits some) {
        limits = some;
        return this;
    }

    /** A smaller limit than the real one, so that a test need not send so much. */
    public FakeAnthropic batchesUpTo(int bytes) {
        mostBatchBytes = bytes;
        return this;
    }

    /** As new, but at the same address. */
    public void reset() {
        ledger.clear();
        faults.clear();
        remembered.clear();
        batches.clear();
        faultOf = question -> Optional.empty();
        answers = new PlausibleAnswers();
        latency = Duration.ofMillis(5);
        limits = null;
        mostBatchBytes = DEFAULT_MOST_BYTES;
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void received(HttpServerRequest http) {
        http.body().onSuccess(body -> route(http, body)).onFailure(broken -> http.connection()
                .close());
    }

    private void route(HttpServerRequest http, Buffer body) {
        String id = "req_" + ids.incrementAndGet();
        Optional<ApiError> refused = headers(http);
        if (refused.isPresent()) {
            refuse(http, id, refused.get(), Map.of());
            return;
        }
        String path = http.path();
        if (path.equals("/v1/messages") && http.method().equals(HttpMethod.POST)) message(http, id, body);
        else if (path.equals("/v1/messages/count_tokens") && http.method().equals(HttpMethod.POST))
            count(http, id, body);
        else if (path.startsWith("/v1/messages/batches")) batches(http, id, body);
        else refuse(http, id, ApiError.of(404, "not_found_error", "Not found"), Map.of());
    }

    private static Optional<ApiError> headers(HttpServerRequest http) {
        String key = http.getHeader("x-api-key");
        String bearer = http.getHeader("Authorization");
        if (http.getHeader("Origin") != null)
            return Optional.of(
                    ApiError.of(401, "authentication_error", "CORS requests are not allowed for this Organization"));
        if (key != null && bearer != null)
            return Optional.of(ApiError.of(401, "authentication_error", "both x-api-key and Authorization were given"));
        if (key == null) return Optional.of(ApiError.of(401, "authentication_error", "x-api-key header is required"));
        if (!key.equals(KEY)) return Optional.of(ApiError.of(401, "authentication_error", "invalid x-api-key"));
        if (http.getHeader("anthropic-version") == null)
            return Optional.of(ApiError.invalid("anthropic-version: header is required"));
        if (!VERSION.equals(http.getHeader("anthropic-version")))
            return Optional.of(ApiError.invalid("anthropic-version: not a valid version"));
        String type = http.getHeader("Content-Type");
        boolean json = type != null && type.startsWith("application/json");
        return http.method().equals(HttpMethod.POST) && !json
                ? Optional.of(ApiError.invalid("content-type: must be application/json"))
                : Optional.empty();
    }

    private void count(HttpServerRequest http, String id, Buffer body) {
        Optional<JsonObject> request = json(body);
        Optional<ApiError> broken =
                request.map(MessageRules::brokenCount).orElse(Optional.of(ApiError.invalid("not valid JSON")));
        if (broken.isPresent()) refuse(http, id, broken.get(), Map.of());
        else
            answer(
                    http,
                    id,
                    new JsonObject().put("input_tokens", new Asked(request.orElseThrow()).promptTokens()),
                    Map.of());
    }

    private void message(HttpServerRequest http, String id, Buffer body) {
        if (body.length() > MOST_MESSAGE_BYTES) {
            refuse(http, id, ApiError.of(413, "request_too_large", "Request exceeds the maximum size"), Map.of());
            return;
        }
        Optional<JsonObject> request = json(body);
        Optional<ApiError> broken =
                request.map(MessageRules::broken).orElse(Optional.of(ApiError.invalid("not valid JSON")));
        if (broken.isPresent()) {
            refuse(http, id, broken.get(), Map.of());
            return;
        }
        Asked question = new Asked(request.orElseThrow());
        Optional<Duration> wait = Optional.ofNullable(limits).flatMap(it -> it.take(question, Instant.now()));
        if (wait.isPresent()) {
            long seconds = Math.max(1, (wait.get().toMillis() + 999) / 1000);
            refuse(
                    http,
                    id,
                    ApiError.of(429, "rate_limit_error", "This request would exceed your rate limit"),
                    Map.of("retry-after", String.valueOf(seconds)));
            return;
        }
        Fault fault = faultOf.apply(question).orElseGet(faults::poll);
        if (fault instanceof Fault.Refused refused) refuse(http, id, refused.error(), refused.headers());
        else speak(http, id, question, fault);
    }

    /** Thinks for a while, as models do. */
    private void speak(HttpServerRequest http, String id, Asked question, @Nullable Fault fault) {
        inFlight.incrementAndGet();
        http.connection().closeHandler(nothing -> {});
        vertx.setTimer(Math.max(1, latency.toMillis()), timer -> {
            inFlight.decrementAndGet();
            JsonObject message = spoken(question, fault, "");
            respond(http, id, message, fault);
        });
    }

    private void respond(HttpServerRequest http, String id, JsonObject message, @Nullable Fault fault) {
        if (fault instanceof Fault.Hangs) {
            ledger.see(http.path(), 0);
        } else if (fault instanceof Fault.BreaksOff) {
            ledger.see(http.path(), 0);
            String text = message.encode();
            HttpServerResponse response = http.response().putHeader("Content-Length", String.valueOf(text.length()));
            response.write(text.substring(0, text.length() / 2))
                    .onComplete(sent -> http.connection().close());
        } else if (fault instanceof Fault.Truncated) {
            ledger.see(http.path(), 200);
            String text = message.encode();
            headers(http, id).end(text.substring(0, text.length() / 2));
        } else {
            answer(http, id, message, Map.of());
        }
    }

    /** Makes the message, and bills it. */
    private JsonObject spoken(Asked question, @Nullable Fault fault, String batch) {
        return new Spoken(question, text(question, fault), change(fault), thinking)
                .billedTo(ledger, batch, batch.isEmpty() ? remember(question) : Spoken.Cache.NONE, ids);
    }

    private JsonObject batched(Asked question, String batch) {
        return spoken(question, faultOf.apply(question).orElse(null), batch);
    }

    private String text(Asked question, @Nullable Fault fault) {
        return fault instanceof Fault.Says says ? says.text() : answers.to(question);
    }

    private static Optional<Fault.Change> change(@Nullable Fault fault) {
        return fault instanceof Fault.Changed changed ? Optional.of(changed.change()) : Optional.empty();
    }

    /** What was marked is remembered once an answer to it has begun, unless it is too short. */
    private Spoken.Cache remember(Asked question) {
        long prefix = question.prefixTokens();
        ModelTraits traits = ModelTraits.of(question.model()).orElseThrow();
        if (!question.isMarked() || prefix < traits.cachedFrom()) return Spoken.Cache.NONE;
        Duration kept = question.isMarkedForAnHour() ? Duration.ofHours(1) : Duration.ofMinutes(5);
        Instant until = remembered.put(question.prefixHash(), Instant.now().plus(kept));
        boolean known = until != null && until.isAfter(Instant.now());
        return new Spoken.Cache(known ? prefix : 0, known ? 0 : prefix, question.isMarkedForAnHour());
    }

    private void batches(HttpServerRequest http, String id, Buffer body) {
        String rest = http.path().substring("/v1/messages/batches".length());
        if (rest.isEmpty() && http.method().equals(HttpMethod.POST)) {
            createBatch(http, id, body);
            return;
        }
        FakeBatches.Reply reply = rest.isEmpty()
                ? batches.list(http.getParam("limit"), http.getParam("after_id"), http.getParam("before_id"), url())
                : batches.of(http.method().name(), rest.substring(1), url());
        if (reply.error() != null) refuse(http, id, reply.error(), Map.of());
        else if (reply.lines() != null) {
            ledger.see(http.path(), 200);
            headers(http, id).putHeader("Content-Type", "application/x-jsonl").end(reply.lines());
        } else answer(http, id, reply.body(), Map.of());
    }

    private void createBatch(HttpServerRequest http, String id, Buffer body) {
        if (body.length() > mostBatchBytes) {
            refuse(http, id, ApiError.of(413, "request_too_large", "Request exceeds the maximum size"), Map.of());
            return;
        }
        Fault fault = faults.peek() instanceof Fault.Refused ? faults.poll() : null;
        if (fault instanceof Fault.Refused refused) {
            refuse(http, id, refused.error(), refused.headers());
            return;
        }
        Optional<JsonArray> requests = json(body).map(it -> it.getJsonArray("requests"));
        FakeBatches.Reply reply = batches.create(requests.orElse(new JsonArray()), url());
        if (reply.error() != null) {
            refuse(http, id, reply.error(), Map.of());
        } else if (faults.peek() instanceof Fault.Hangs || faults.peek() instanceof Fault.BreaksOff) {
            // Taken; nobody hears of it.
            boolean hangs = faults.poll() instanceof Fault.Hangs;
            ledger.see(http.path(), 0);
            if (!hangs) http.connection().close();
        } else {
            answer(http, id, reply.body(), Map.of());
        }
    }

    private void answer(HttpServerRequest http, String id, JsonObject body, Map<String, String> more) {
        ledger.see(http.path(), 200);
        HttpServerResponse response = headers(http, id);
        more.forEach(response::putHeader);
        response.end(body.toBuffer());
    }

    private void refuse(HttpServerRequest http, String id, ApiError error, Map<String, String> more) {
        ledger.see(http.path(), error.status());
        HttpServerResponse response = headers(http, id).setStatusCode(error.status());
        more.forEach(response::putHeader);
        response.end(error.body(id).toBuffer());
    }

    private HttpServerResponse headers(HttpServerRequest http, String id) {
        HttpServerResponse response =
                http.response().putHeader("Content-Type", "application/json").putHeader("request-id", id);
        Optional.ofNullable(limits).ifPresent(it -> it.headers(Instant.now()).forEach(response::putHeader));
        return response;
    }

    private static Optional<JsonObject> json(Buffer body) {
        try {
            return Optional.of(new JsonObject(body));
        } catch (DecodeException malformed) {
            return Optional.empty();
        }
    }
}
