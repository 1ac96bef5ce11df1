package io.cineai.testkit.anthropic;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Batches and what becomes of them. A batch goes on until the test says that it ends. */
public final class FakeBatches {
    static final String PATH = "/v1/messages/batches";

    private static final int USUAL_PAGE = 20;
    private static final int LONGEST_PAGE = 1_000;

    private final Speaker speaker;
    private final AtomicLong ids;
    private final Map<String, Batch> batches = Collections.synchronizedMap(new LinkedHashMap<>());
    private volatile boolean endsAtOnce;
    private volatile @Nullable String resultsAt;

    FakeBatches(Speaker speaker, AtomicLong ids) {
        this.speaker = speaker;
        this.ids = ids;
    }

    /** Batches end as soon as they are made. */
    public void endAtOnce() {
        endsAtOnce = true;
    }

    /** Where results are said to be: scheme and host. */
    public void resultsAt(String url) {
        resultsAt = url;
    }

    /** How many there are. */
    public int size() {
        return batches.size();
    }

    public List<String> ids() {
        return all().stream().map(Batch::id).toList();
    }

    /** Answers all questions of all batches that go on: results stand in another order than the questions did. */
    public void end() {
        endWith(lines -> lines);
    }

    /** The same, with the result lines changed by the test. */
    public void endWith(UnaryOperator<List<String>> change) {
        for (Batch batch : goingOn()) {
            List<String> lines = new ArrayList<>();
            for (JsonObject request : batch.requests())
                lines.add(result(request.getString("custom_id"), result(batch, request.getJsonObject("params"))));
            List<String> told = new ArrayList<>(lines);
            Collections.shuffle(told, new Random(batch.id().hashCode()));
            batch.end(lines, change.apply(told));
        }
    }

    /** For {@link #endWith}: errors without their envelope, as some documents have them. */
    public static List<String> withBareErrors(List<String> lines) {
        return lines.stream().map(FakeBatches::bare).toList();
    }

    private static String bare(String line) {
        JsonObject told = new JsonObject(line);
        JsonObject result = told.getJsonObject("result");
        if (result.containsKey("error"))
            result.put("error", result.getJsonObject("error").getJsonObject("error"));
        return told.encode();
    }

    /** 24 hours went by: what is not answered is expired, and nothing was billed. */
    public void expire() {
        for (Batch batch : goingOn()) {
            List<String> lines = batch.requests().stream()
                    .map(request -> result(request.getString("custom_id"), new JsonObject().put("type", "expired")))
                    .toList();
            batch.end(lines, lines);
        }
    }

    /** 29 days went by: results are there no more. */
    public void archive() {
        all().forEach(Batch::archive);
    }

    void clear() {
        batches.clear();
        endsAtOnce = false;
        resultsAt = null;
    }

    private List<Batch> all() {
        synchronized (batches) {
            return List.copyOf(batches.values());
        }
    }

    private List<Batch> goingOn() {
        return all().stream().filter(batch -> !batch.hasEnded()).toList();
    }

    private JsonObject result(Batch batch, JsonObject params) {
        if (batch.isCanceled()) return new JsonObject().put("type", "canceled");
        try {
            Refusal.unless(BatchRules.brokenParams(params));
            return speaker.result(new Asked(params), batch.id());
        } catch (Refusal refusal) {
            return Speaker.errored(refusal.error());
        } catch (ClassCastException malformed) {
            return Speaker.errored(ApiError.invalid("the request is not valid: " + malformed.getMessage()));
        }
    }

    /** A line as it stands in results. */
    public static String result(String customId, JsonObject result) {
        return new JsonObject().put("custom_id", customId).put("result", result).encode();
    }

    /** The batch as it is told when it is new. */
    JsonObject create(JsonObject request, String url) {
        Refusal.unless(BatchRules.broken(request));
        Batch batch = new Batch("msgbatch_" + ids.incrementAndGet(), request.getJsonArray("requests"));
        batches.put(batch.id(), batch);
        JsonObject made = told(batch, url);
        if (endsAtOnce) end();
        return made;
    }

    /** Looking, canceling, deleting. */
    Buffer answer(HttpServerRequest http, String url) {
        HttpMethod method = http.method();
        String rest = http.path().substring(PATH.length());
        if (rest.isEmpty() && method.equals(HttpMethod.GET))
            return list(http, url).toBuffer();
        String[] parts = rest.split("/", 3);
        Batch batch = Optional.ofNullable(parts.length < 2 ? null : batches.get(parts[1]))
                .orElseThrow(() -> new Refusal(ApiError.notFound("Batch not found")));
        String what = method + " " + (parts.length == 3 ? parts[2] : "");
        return switch (what) {
            case "GET " -> told(batch, url).toBuffer();
            case "GET results" ->
                Buffer.buffer(
                        batch.results().orElseThrow(() -> new Refusal(ApiError.notFound("Results are not available"))));
            case "POST cancel" -> canceled(batch, url);
            case "DELETE " -> deleted(batch);
            default -> throw new Refusal(ApiError.notFound("Not found"));
        };
    }

    private JsonObject told(Batch batch, String url) {
        return batch.told(Optional.ofNullable(resultsAt).orElse(url));
    }

    private Buffer canceled(Batch batch, String url) {
        if (!batch.hasEnded()) batch.cancel();
        return told(batch, url).toBuffer();
    }

    private Buffer deleted(Batch batch) {
        if (!batch.hasEnded()) throw new Refusal(ApiError.invalid("a batch that goes on cannot be deleted"));
        batches.remove(batch.id());
        return new JsonObject()
                .put("id", batch.id())
                .put("type", "message_batch_deleted")
                .toBuffer();
    }

    /** Newest first. */
    private JsonObject list(HttpServerRequest http, String url) {
        int most = limit(http.getParam("limit"));
        List<Batch> newestFirst = new ArrayList<>(all());
        Collections.reverse(newestFirst);
        String before = http.getParam("before_id");
        int end = before == null ? newestFirst.size() : indexOf(newestFirst, "before_id", before);
        String after = http.getParam("after_id");
        int from = after == null ? 0 : indexOf(newestFirst, "after_id", after) + 1;
        List<Batch> page = newestFirst.subList(Math.min(from, end), Math.min(end, from + most));
        return new JsonObject()
                .put(
                        "data",
                        new JsonArray(
                                page.stream().map(batch -> told(batch, url)).toList()))
                .put("has_more", from + most < end)
                .put("first_id", page.isEmpty() ? null : page.get(0).id())
                .put(
                        "last_id",
                        page.isEmpty() ? null : page.get(page.size() - 1).id());
    }

    private static int limit(@Nullable String told) {
        try {
            int limit = told == null ? USUAL_PAGE : Integer.parseInt(told);
            if (limit >= 1 && limit <= LONGEST_PAGE) return limit;
        } catch (NumberFormatException noNumber) {
            // as if it were out of range
        }
        throw new Refusal(ApiError.invalid("limit: must be between 1 and 1000: " + told));
    }

    private static int indexOf(List<Batch> all, String name, String id) {
        for (int i = 0; i < all.size(); i++) if (all.get(i).id().equals(id)) return i;
        throw new Refusal(ApiError.invalid(name + ": is not the id of a batch: " + id));
    }
}
