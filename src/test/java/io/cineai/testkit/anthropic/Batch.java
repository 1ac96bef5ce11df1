package io.cineai.testkit.anthropic;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A batch of requests, and how far it is. */
final class Batch {
    private static final Duration ENDS_AFTER = Duration.ofHours(24);

    private final String id;
    private final List<JsonObject> requests;
    private final Instant created = Instant.now();
    private @Nullable Instant canceled;
    private @Nullable Instant ended;
    private @Nullable Instant archived;
    private JsonObject counts;
    private List<String> lines = List.of();

    Batch(String id, JsonArray requests) {
        this.id = id;
        this.requests = MessageRules.objects(requests).toList();
        this.counts = none().put("processing", this.requests.size());
    }

    String id() {
        return id;
    }

    List<JsonObject> requests() {
        return requests;
    }

    boolean isCanceled() {
        return canceled != null;
    }

    boolean hasEnded() {
        return ended != null;
    }

    void cancel() {
        if (canceled == null) canceled = Instant.now();
    }

    /** results: one of each request, and what is told of them. */
    void end(List<String> results, List<String> told) {
        counts = none();
        for (String line : results) {
            String type = new JsonObject(line).getJsonObject("result").getString("type");
            counts.put(type, counts.getInteger(type) + 1);
        }
        lines = List.copyOf(told);
        ended = Instant.now();
    }

    void archive() {
        archived = Instant.now();
    }

    /** Empty where there are none yet, or none any more. */
    Optional<String> results() {
        return ended == null || archived != null ? Optional.empty() : Optional.of(String.join("\n", lines) + "\n");
    }

    /** All counts but processing stay 0 until it ends. */
    JsonObject told(String url) {
        String status = ended != null ? "ended" : canceled != null ? "canceling" : "in_progress";
        return new JsonObject()
                .put("id", id)
                .put("type", "message_batch")
                .put("processing_status", status)
                .put("request_counts", counts)
                .put("created_at", created.toString())
                .put("expires_at", created.plus(ENDS_AFTER).toString())
                .put("ended_at", text(ended))
                .put("cancel_initiated_at", text(canceled))
                .put("archived_at", text(archived))
                .put("results_url", results().isEmpty() ? null : url + FakeBatches.PATH + "/" + id + "/results");
    }

    private static JsonObject none() {
        JsonObject counts = new JsonObject();
        for (String kind : List.of("processing", "succeeded", "errored", "canceled", "expired")) counts.put(kind, 0);
        return counts;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
