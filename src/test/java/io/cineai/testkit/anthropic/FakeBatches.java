package io.cineai.testkit.anthropic;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Batches and what becomes of them. A batch goes on until the test says that it ends. */
public final class FakeBatches {
    private static final Pattern CUSTOM_ID = Pattern.compile("^[a-zA-Z0-9_-]{1,64}$");
    private static final int MOST_REQUESTS = 100_000;
    private static final Duration ENDS_AFTER = Duration.ofHours(24);
    private static final Set<String> NOT_IN_BATCHES = Set.of("stream", "speed", "fallbacks");

    private final BiFunction<Asked, String, JsonObject> speaker;
    private final AtomicLong ids;
    private final Map<String, Batch> batches = Collections.synchronizedMap(new LinkedHashMap<>());
    private volatile boolean endsAtOnce;

    FakeBatches(BiFunction<Asked, String, JsonObject> speaker, AtomicLong ids) {
        this.speaker = speaker;
        this.ids = ids;
    }

    /** What a request about batches is answered: one of the three. */
    record Reply(
            @Nullable JsonObject body,
            @Nullable String lines,
            @Nullable ApiError error) {
        static Reply of(JsonObject body) {
            return new Reply(body, null, null);
        }

        static Reply of(ApiError error) {
            return new Reply(null, null, error);
        }
    }

    private static final class Batch {
        final String id;
        final JsonArray requests;
        final Instant created = Instant.now();

        @Nullable
        List<String> lines;

        boolean archived;
        boolean canceled;

        Batch(String id, JsonArray requests) {
            this.id = id;
            this.requests = requests;
        }
    }

    /** Batches end as soon as they are made. */
    public void endAtOnce() {
        endsAtOnce = true;
    }

    /** How many there are. */
    public int size() {
        return batches.size();
    }

    public List<String> ids() {
        return List.copyOf(batches.keySet());
    }

    /** Answers all questions of all batches that go on: results stand in another order than the questions did. */
    public void end() {
        endWith(lines -> lines);
    }

    /** The same, with the result lines changed by the test. */
    public void endWith(java.util.function.UnaryOperator<List<String>> change) {
        for (Batch batch : List.copyOf(batches.values())) {
            if (batch.lines != null) continue;
            List<String> lines = new ArrayList<>();
            for (JsonObject request : MessageRules.objects(batch.requests).toList()) lines.add(line(batch, request));
            Collections.shuffle(lines, new Random(batch.id.hashCode()));
            batch.lines = change.apply(lines);
        }
    }

    /** 24 hours went by: what is not answered is expired, and nothing was billed. */
    public void expire() {
        for (Batch batch : List.copyOf(batches.values())) {
            if (batch.lines != null) continue;
            batch.lines = MessageRules.objects(batch.requests)
                    .map(request -> result(request.getString("custom_id"), new JsonObject().put("type", "expired")))
                    .toList();
        }
    }

    /** 29 days went by: results are there no more. */
    public void archive() {
        batches.values().forEach(batch -> batch.archived = true);
    }

    void clear() {
        batches.clear();
        endsAtOnce = false;
    }

    private String line(Batch batch, JsonObject request) {
        String id = request.getString("custom_id");
        JsonObject params = request.getJsonObject("params");
        if (batch.canceled) return result(id, new JsonObject().put("type", "canceled"));
        Optional<ApiError> broken = broken(params);
        if (broken.isPresent())
            return result(
                    id,
                    new JsonObject()
                            .put("type", "errored")
                            .put(
                                    "error",
                                    new JsonObject()
                                            .put("type", "error")
                                            .put("error", broken.get().error())
                                            .putNull("request_id")));
        JsonObject message = speaker.apply(new Asked(params), batch.id);
        return result(id, new JsonObject().put("type", "succeeded").put("message", message));
    }

    private static Optional<ApiError> broken(JsonObject params) {
        return params.fieldNames().stream()
                .filter(NOT_IN_BATCHES::contains)
                .map(name -> ApiError.invalid(name + ": not allowed in a batch"))
                .findFirst()
                .or(() -> MessageRules.broken(params));
    }

    /** A line as it stands in results. */
    public static String result(String customId, JsonObject result) {
        return new JsonObject().put("custom_id", customId).put("result", result).encode();
    }

    Reply create(JsonArray requests, String url) {
        if (requests.isEmpty()) return Reply.of(ApiError.invalid("requests: at least one request is required"));
        if (requests.size() > MOST_REQUESTS)
            return Reply.of(ApiError.invalid("requests: at most 100000 requests are allowed"));
        Set<String> met = new HashSet<>();
        for (JsonObject request : MessageRules.objects(requests).toList()) {
            String id = request.getString("custom_id", "");
            if (!CUSTOM_ID.matcher(id).matches())
                return Reply.of(ApiError.invalid("requests: custom_id must match ^[a-zA-Z0-9_-]{1,64}$: " + id));
            if (!met.add(id)) return Reply.of(ApiError.invalid("requests: custom_id must be unique: " + id));
            if (request.getJsonObject("params") == null)
                return Reply.of(ApiError.invalid("requests: params: Field required"));
        }
        Batch batch = new Batch("msgbatch_" + ids.incrementAndGet(), requests);
        batches.put(batch.id, batch);
        JsonObject made = told(batch, url);
        if (endsAtOnce) end();
        return Reply.of(made);
    }

    Reply of(String method, String rest, String url) {
        String[] parts = rest.split("/", 2);
        Batch batch = batches.get(parts[0]);
        if (batch == null) return Reply.of(ApiError.of(404, "not_found_error", "Batch not found"));
        if (parts.length == 1 && method.equals("GET")) return Reply.of(told(batch, url));
        if (parts.length == 2 && parts[1].equals("results") && method.equals("GET")) return results(batch);
        if (parts.length == 2 && parts[1].equals("cancel") && method.equals("POST")) {
            batch.canceled = true;
            return Reply.of(told(batch, url));
        }
        if (parts.length == 1 && method.equals("DELETE")) {
            if (batch.lines == null) return Reply.of(ApiError.invalid("a batch that goes on cannot be deleted"));
            batches.remove(batch.id);
            return Reply.of(new JsonObject().put("id", batch.id).put("type", "message_batch_deleted"));
        }
        return Reply.of(ApiError.of(404, "not_found_error", "Not found"));
    }

    private static Reply results(Batch batch) {
        if (batch.lines == null || batch.archived)
            return Reply.of(ApiError.of(404, "not_found_error", "Results are not available"));
        return new Reply(null, String.join("\n", batch.lines) + "\n", null);
    }

    /** Newest first. */
    Reply list(@Nullable String limit, @Nullable String after, @Nullable String before, String url) {
        int most = limit == null ? 20 : Integer.parseInt(limit);
        if (most < 1 || most > 1_000) return Reply.of(ApiError.invalid("limit: must be between 1 and 1000"));
        List<Batch> all = new ArrayList<>(batches.values());
        Collections.reverse(all);
        int from = after == null ? 0 : indexOf(all, after) + 1;
        List<Batch> page = all.subList(Math.min(from, all.size()), Math.min(all.size(), from + most));
        return Reply.of(new JsonObject()
                .put(
                        "data",
                        new JsonArray(
                                page.stream().map(batch -> told(batch, url)).toList()))
                .put("has_more", from + most < all.size())
                .put("first_id", page.isEmpty() ? null : page.get(0).id)
                .put("last_id", page.isEmpty() ? null : page.get(page.size() - 1).id));
    }

    private static int indexOf(List<Batch> all, String id) {
        for (int i = 0; i < all.size(); i++) if (all.get(i).id.equals(id)) return i;
        return all.size();
    }

    private static JsonObject told(Batch batch, String url) {
        boolean ended = batch.lines != null;
        return new JsonObject()
                .put("id", batch.id)
                .put("type", "message_batch")
                .put("processing_status", ended ? "ended" : batch.canceled ? "canceling" : "in_progress")
                .put("request_counts", counts(batch))
                .put("created_at", batch.created.toString())
                .put("expires_at", batch.created.plus(ENDS_AFTER).toString())
                .put("ended_at", ended ? Instant.now().toString() : null)
                .putNull("cancel_initiated_at")
                .put("archived_at", batch.archived ? Instant.now().toString() : null)
                .put(
                        "results_url",
                        ended && !batch.archived ? url + "/v1/messages/batches/" + batch.id + "/results" : null);
    }

    /** All but processing stay 0 until it ends. */
    private static JsonObject counts(Batch batch) {
        JsonObject counts = new JsonObject();
        for (String kind : List.of("processing", "succeeded", "errored", "canceled", "expired")) counts.put(kind, 0);
        if (batch.lines == null) return counts.put("processing", batch.requests.size());
        for (String line : batch.lines) {
            String type = new JsonObject(line).getJsonObject("result").getString("type");
            counts.put(type, counts.getInteger(type, 0) + 1);
        }
        return counts;
    }
}
