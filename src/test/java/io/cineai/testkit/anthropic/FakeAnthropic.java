package io.cineai.testkit.anthropic;

import io.cineai.testkit.Loopback;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The server. Everything that a test says to it holds from the next request on. */
public final class FakeAnthropic implements AutoCloseable {
    public static final String KEY = "sk-ant-test-not-a-secret";

    private static final String MESSAGES = "/v1/messages";
    private static final Predicate<Asked> NOBODY = question -> false;
    private static final Duration USUAL_LATENCY = Duration.ofMillis(5);
    private static final int MOST_MESSAGE_BYTES = 32 * 1024 * 1024;
    private static final int MOST_BATCH_BYTES = 256 * 1024 * 1024;

    private final Vertx vertx = Vertx.vertx();
    private final Ledger ledger = new Ledger();
    private final AtomicLong ids = new AtomicLong();
    private final Speaker speaker = new Speaker(ledger, ids);
    private final FakeBatches batches = new FakeBatches(speaker, ids);
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Queue<Fault> freeFaults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final HttpServer server;
    private volatile Duration latency = USUAL_LATENCY;
    private volatile Predicate<Asked> slow = NOBODY;
    private volatile Duration slowLatency = USUAL_LATENCY;
    private volatile @Nullable RateLimits limits;
    private volatile int mostBatchBytes = MOST_BATCH_BYTES;

    public FakeAnthropic() {
        server = Loopback.server(
                vertx, it -> it.connectionHandler(this::connected).requestHandler(this::received));
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

    /** Connections that are open, used or not. */
    public int connections() {
        return connections.get();
    }

    /** The next calls for messages go wrong like this, one each, in this order; a batch that is sent takes refusals and faults of the wire. */
    public FakeAnthropic next(Fault... some) {
        faults.addAll(List.of(some));
        return this;
    }

    /** The same for calls that cost nothing: counting, and looking at batches. */
    public FakeAnthropic nextFree(Fault... some) {
        freeFaults.addAll(List.of(some));
        return this;
    }

    /** Calls, and requests of batches, go wrong by what they ask. */
    public FakeAnthropic whenAsked(Function<Asked, Optional<Fault>> fault) {
        speaker.whenAsked(fault);
        return this;
    }

    public FakeAnthropic answering(Answers other) {
        speaker.answering(other);
        return this;
    }

    /** How long an answer takes. */
    public FakeAnthropic taking(Duration time) {
        latency = time;
        return this;
    }

    /** Some questions take longer than others. */
    public FakeAnthropic slowly(Predicate<Asked> some, Duration time) {
        slow = some;
        slowLatency = time;
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
        freeFaults.clear();
        batches.clear();
        speaker.reset();
        latency = USUAL_LATENCY;
        slow = NOBODY;
        limits = null;
        mostBatchBytes = MOST_BATCH_BYTES;
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void connected(HttpConnection connection) {
        connections.incrementAndGet();
        connection.closeHandler(closed -> connections.decrementAndGet());
    }

    private void received(HttpServerRequest http) {
        String id = "req_" + ids.incrementAndGet();
        Exchange exchange = new Exchange(vertx, http, Instant.now(), id, ledger, () -> headers(id));
        http.body()
                .onSuccess(body -> orRefused(exchange, () -> route(exchange, body)))
                .onFailure(broken -> http.connection().close());
    }

    private Map<String, String> headers(String id) {
        Map<String, String> headers = new HashMap<>(Map.of("request-id", id));
        Optional.ofNullable(limits).ifPresent(it -> headers.putAll(it.headers(Instant.now())));
        return headers;
    }

    /** Nothing that a client sends may leave it without an answer. */
    private static void orRefused(Exchange exchange, Runnable work) {
        try {
            work.run();
        } catch (Refusal refusal) {
            refuse(exchange, refusal.error(), refusal.headers());
        } catch (ClassCastException | DecodeException malformed) {
            refuse(exchange, ApiError.invalid("the request is not valid: " + malformed.getMessage()), Map.of());
        } catch (RuntimeException ours) {
            refuse(exchange, ApiError.of(500, "api_error", "the double is at fault: " + ours), Map.of());
        }
    }

    private static void refuse(Exchange exchange, ApiError error, Map<String, String> headers) {
        exchange.send(error.status(), headers, error.body(exchange.id()).toBuffer());
    }

    private void route(Exchange exchange, Buffer body) {
        HttpServerRequest http = exchange.http();
        Refusal.unless(Access.broken(http, KEY));
        boolean posted = http.method().equals(HttpMethod.POST);
        String path = http.path();
        if (path.equals(MESSAGES) && posted) message(exchange, body);
        else if (path.equals(MESSAGES + "/count_tokens") && posted) count(exchange, body);
        else if (path.equals(FakeBatches.PATH) && posted) createBatch(exchange, body);
        else if (path.equals(FakeBatches.PATH) || path.startsWith(FakeBatches.PATH + "/")) batch(exchange);
        else throw new Refusal(ApiError.notFound("Not found"));
    }

    private void count(Exchange exchange, Buffer body) {
        JsonObject request = json(body, MOST_MESSAGE_BYTES);
        Refusal.unless(MessageRules.brokenCount(request));
        JsonObject counted = new JsonObject().put("input_tokens", new Asked(request).promptTokens());
        exchange.answer(counted.toBuffer(), polled(freeFaults, Fault.class));
    }

    private void message(Exchange exchange, Buffer body) {
        JsonObject request = json(body, MOST_MESSAGE_BYTES);
        Refusal.unless(MessageRules.broken(request));
        Asked question = new Asked(request);
        Optional.ofNullable(limits)
                .flatMap(it -> it.take(question, speaker.known(question), Instant.now()))
                .ifPresent(FakeAnthropic::rateLimited);
        Fault fault = unlessRefused(speaker.faultOf(question).orElseGet(faults::poll));
        inFlight.incrementAndGet();
        Duration takes = slow.test(question) ? slowLatency : latency;
        vertx.setTimer(Math.max(1, takes.toMillis()), timer -> {
            inFlight.decrementAndGet();
            orRefused(exchange, () -> exchange.answer(said(question, fault), fault));
        });
    }

    private static void rateLimited(Duration wait) {
        String seconds = String.valueOf(Math.max(1, (wait.toMillis() + 999) / 1000));
        throw new Refusal(
                ApiError.of(429, "rate_limit_error", "This request would exceed your rate limit"),
                Map.of("retry-after", seconds));
    }

    private Buffer said(Asked question, @Nullable Fault fault) {
        Spoken spoken = speaker.say(question, fault, "");
        Optional.ofNullable(limits).ifPresent(it -> it.answered(question, spoken.output(), Instant.now()));
        return speaker.message(spoken).toBuffer();
    }

    private void batch(Exchange exchange) {
        Fault fault = polled(freeFaults, Fault.class);
        boolean lines = exchange.http().path().endsWith("/results");
        Buffer told = batches.answer(exchange.http(), url());
        (lines ? exchange.as("application/x-jsonl") : exchange).answer(told, fault);
    }

    private void createBatch(Exchange exchange, Buffer body) {
        JsonObject request = json(body, mostBatchBytes);
        polled(faults, Fault.Refused.class);
        JsonObject made = batches.create(request, url());
        exchange.answer(made.toBuffer(), polled(faults, Fault.OfTheWire.class));
    }

    /** The next fault, if it is one of these. */
    private static @Nullable Fault polled(Queue<Fault> queue, Class<? extends Fault> kind) {
        return kind.isInstance(queue.peek()) ? unlessRefused(queue.poll()) : null;
    }

    private static @Nullable Fault unlessRefused(@Nullable Fault fault) {
        if (fault instanceof Fault.Refused refused) throw new Refusal(refused.error(), refused.headers());
        return fault;
    }

    private static JsonObject json(Buffer body, int mostBytes) {
        if (body.length() > mostBytes) throw new Refusal(ApiError.tooLarge());
        return new JsonObject(body);
    }
}
