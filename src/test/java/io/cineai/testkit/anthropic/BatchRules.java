package io.cineai.testkit.anthropic;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a batch must keep. One bad item spoils all of it; what its requests ask for is looked at later, one by one. */
final class BatchRules {
    private static final Pattern CUSTOM_ID = Pattern.compile("^[a-zA-Z0-9_-]{1,64}$");
    private static final int MOST_REQUESTS = 100_000;
    private static final List<String> NOT_IN_BATCHES = List.of("stream", "speed", "fallbacks");

    private BatchRules() {}

    /** Empty where the batch is taken. */
    static Optional<ApiError> broken(JsonObject batch) {
        if (!batch.fieldNames().equals(Set.of("requests"))
                || !(batch.getValue("requests") instanceof JsonArray requests))
            return invalid("requests: Field required, and no other");
        if (requests.isEmpty()) return invalid("requests: at least one request is required");
        if (requests.size() > MOST_REQUESTS) return invalid("requests: at most 100000 requests are allowed");
        Set<String> met = new HashSet<>();
        return MessageRules.objects(requests)
                .flatMap(request -> item(request, met).stream())
                .findFirst();
    }

    private static Optional<ApiError> item(JsonObject request, Set<String> met) {
        if (!(request.getValue("custom_id") instanceof String id)
                || !CUSTOM_ID.matcher(id).matches())
            return invalid("requests: custom_id must match " + CUSTOM_ID + ": " + request.getValue("custom_id"));
        if (!met.add(id)) return invalid("requests: custom_id must be unique: " + id);
        if (!(request.getValue("params") instanceof JsonObject)) return invalid("requests: params: Field required");
        return request.size() == 2 ? Optional.empty() : invalid("requests: Extra inputs are not permitted");
    }

    /** Empty where this request of a batch can be answered. */
    static Optional<ApiError> brokenParams(JsonObject params) {
        Stream<ApiError> notHere = NOT_IN_BATCHES.stream()
                .filter(params::containsKey)
                .map(name -> ApiError.invalid(name + ": not allowed in a batch"));
        return notHere.findFirst().or(() -> MessageRules.broken(params));
    }

    private static Optional<ApiError> invalid(String message) {
        return Optional.of(ApiError.invalid(message));
    }
}
