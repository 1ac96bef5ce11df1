package io.cineai.testkit;

import io.cineai.testkit.anthropic.Exchange;
import io.cineai.testkit.anthropic.Fault;
import io.cineai.testkit.anthropic.Ledger;
import io.cineai.testkit.anthropic.Tokens;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A strict double of embeddings in either dialect: it refuses fields of the other one, counts tokens, and remembers every text it billed. */
public final class FakeEmbeddings implements AutoCloseable {
    public static final String KEY = "sk-test-not-a-secret";
    public static final String MODEL = "test-embedding";
    public static final String PATH = "/v1/embeddings";

    private static final int LONGEST_TEXT = 8_191;

    private final Vertx vertx = Vertx.vertx();
    private final Ledger ledger = new Ledger();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Queue<UnaryOperator<JsonObject>> changes = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicInteger> billed = new ConcurrentHashMap<>();
    private final Queue<Integer> texts = new ConcurrentLinkedQueue<>();
    private final AtomicLong tokens = new AtomicLong();
    private final HttpServer server;
    private volatile Dialect dialect = Dialect.OPENAI;
    private volatile Optional<String> key = Optional.of(KEY);
    private volatile Optional<String> poison = Optional.empty();
    private volatile Duration thinking = Duration.ZERO;

    /** Whose fields it takes. */
    public enum Dialect {
        OPENAI(Set.of("model", "input", "encoding_format", "dimensions", "user"), "dimensions", 2_048, 300_000),
        VOYAGE(
                Set.of("model", "input", "input_type", "truncation", "output_dimension", "output_dtype"),
                "output_dimension",
                1_000,
                120_000);

        private final Set<String> fields;
        private final String dimensions;
        private final int mostTexts;
        private final int mostTokens;

        Dialect(Set<String> fields, String dimensions, int mostTexts, int mostTokens) {
            this.fields = fields;
            this.dimensions = dimensions;
            this.mostTexts = mostTexts;
            this.mostTokens = mostTokens;
        }
    }

    public FakeEmbeddings() {
        server = Loopback.server(vertx, it -> it.requestHandler(this::received));
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public Ledger ledger() {
        return ledger;
    }

    /** How often each text was billed. */
    public Map<String, Integer> billed() {
        Map<String, Integer> counts = new ConcurrentHashMap<>();
        billed.forEach((text, count) -> counts.put(text, count.get()));
        return counts;
    }

    /** Texts of each good request, in order. */
    public List<Integer> texts() {
        return List.copyOf(texts);
    }

    /** All that was billed. */
    public long tokens() {
        return tokens.get();
    }

    /** The next calls go wrong like this, one each, in this order. */
    public FakeEmbeddings next(Fault... some) {
        faults.addAll(List.of(some));
        return this;
    }

    /** The next answer, billed, is changed by that. */
    public FakeEmbeddings changing(UnaryOperator<JsonObject> change) {
        changes.add(change);
        return this;
    }

    public FakeEmbeddings speaking(Dialect other) {
        dialect = other;
        return this;
    }

    /** As servers on one's own machine: who shows a key is turned away. */
    public FakeEmbeddings wantingNoKey() {
        key = Optional.empty();
        return this;
    }

    /** Requests with a text that has this in it are refused. */
    public FakeEmbeddings refusing(String word) {
        poison = Optional.of(word);
        return this;
    }

    /** Answers take so long. */
    public FakeEmbeddings thinking(Duration time) {
        thinking = time;
        return this;
    }

    /** As new, but at the same address. */
    public void reset() {
        ledger.clear();
        faults.clear();
        changes.clear();
        billed.clear();
        texts.clear();
        tokens.set(0);
        dialect = Dialect.OPENAI;
        key = Optional.of(KEY);
        poison = Optional.empty();
        thinking = Duration.ZERO;
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void received(HttpServerRequest http) {
        String id = "req_" + ledger.seen().size();
        Exchange exchange = new Exchange(vertx, http, Instant.now(), id, ledger, () -> Map.of("x-request-id", id));
        http.body().onSuccess(body -> answer(exchange, body));
    }

    private void answer(Exchange exchange, Buffer body) {
        Optional<String> broken = broken(exchange.http(), body);
        if (broken.isPresent()) {
            int status = Integer.parseInt(broken.get().substring(0, 3));
            refuse(exchange, status, "invalid_request_error", broken.get().substring(4), Map.of());
            return;
        }
        Fault fault = faults.poll();
        if (fault instanceof Fault.Refused no) {
            refuse(exchange, no.error().status(), no.error().type(), no.error().message(), no.headers());
            return;
        }
        JsonObject request = new JsonObject(body);
        UnaryOperator<JsonObject> change = Optional.ofNullable(changes.poll()).orElse(UnaryOperator.identity());
        Buffer answer = change.apply(embeddings(request)).toBuffer();
        if (thinking.isZero()) exchange.answer(answer, fault);
        else vertx.setTimer(thinking.toMillis(), timer -> exchange.answer(answer, fault));
    }

    /** OpenAI says an object, Voyage a sentence. */
    private void refuse(Exchange exchange, int status, String type, String message, Map<String, String> headers) {
        JsonObject told = dialect == Dialect.VOYAGE
                ? new JsonObject().put("detail", message)
                : new JsonObject()
                        .put("error", new JsonObject().put("message", message).put("type", type));
        exchange.send(status, headers, told.toBuffer());
    }

    /** Status and reason; empty where the request is good. */
    private Optional<String> broken(HttpServerRequest http, Buffer body) {
        if (!http.path().equals(PATH) || !http.method().equals(HttpMethod.POST))
            return Optional.of("404 no such address");
        String right = key.map(it -> "Bearer " + it).orElse(null);
        if (!Objects.equals(http.getHeader("Authorization"), right))
            return Optional.of("401 Incorrect API key provided");
        try {
            return Optional.ofNullable(broken(new JsonObject(body)));
        } catch (DecodeException | ClassCastException malformed) {
            return Optional.of("400 the request is not valid: " + malformed.getMessage());
        }
    }

    private @Nullable String broken(JsonObject request) {
        for (String field : request.fieldNames())
            if (!dialect.fields.contains(field)) return "400 Unrecognized request argument supplied: " + field;
        if (!MODEL.equals(request.getString("model"))) return "404 The model does not exist";
        if (!List.of("float", "null").contains(String.valueOf(request.getString("encoding_format"))))
            return "400 encoding_format";
        if (!List.of("document", "null").contains(String.valueOf(request.getString("input_type"))))
            return "400 films are documents";
        JsonArray input = request.getJsonArray("input");
        if (input.isEmpty() || input.size() > dialect.mostTexts) return "400 too many inputs: " + input.size();
        long sum = 0;
        for (Object item : input) {
            String text = (String) item;
            if (text.isEmpty()) return "400 input cannot be an empty string";
            if (Tokens.of(text) > LONGEST_TEXT) return "400 maximum context length is 8191 tokens";
            if (poison.filter(text::contains).isPresent()) return "400 input is not valid";
            sum += Tokens.of(text);
        }
        return sum > dialect.mostTokens ? "400 max " + dialect.mostTokens + " tokens per request" : null;
    }

    private JsonObject embeddings(JsonObject request) {
        int dimensions = request.getInteger(dialect.dimensions, 1_024);
        List<JsonObject> data = new ArrayList<>();
        long sum = 0;
        for (Object item : request.getJsonArray("input")) {
            String text = (String) item;
            billed.computeIfAbsent(text, anew -> new AtomicInteger()).incrementAndGet();
            sum += Tokens.of(text);
            data.add(new JsonObject()
                    .put("object", "embedding")
                    .put("index", data.size())
                    .put("embedding", vector(text, dimensions)));
        }
        texts.add(data.size());
        tokens.addAndGet(sum);
        // In no order: an index is there to be read.
        Collections.reverse(data);
        JsonObject usage = new JsonObject().put("total_tokens", sum);
        if (dialect == Dialect.OPENAI) usage.put("prompt_tokens", sum);
        return new JsonObject()
                .put("object", "list")
                .put("data", new JsonArray(data))
                .put("model", MODEL)
                .put("usage", usage);
    }

    /** Of length 3, by the text's hash. */
    public static JsonArray vector(String text, int dimensions) {
        JsonArray vector = new JsonArray();
        for (int k = 0; k < dimensions; k++) vector.add(k == Math.floorMod(text.hashCode(), dimensions) ? 3.0 : 0.0);
        return vector;
    }
}
