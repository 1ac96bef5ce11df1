package io.cineai.testkit.anthropic;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A refusal as the API words it. */
public record ApiError(int status, String type, String message, JsonObject details) {
    public static ApiError invalid(String message) {
        return of(400, "invalid_request_error", message);
    }

    static ApiError tooLarge() {
        return of(413, "request_too_large", "Request exceeds the maximum size");
    }

    static ApiError notFound(String message) {
        return of(404, "not_found_error", message);
    }

    public static ApiError of(int status, String type, String message) {
        return new ApiError(status, type, message, new JsonObject());
    }

    /** @param requestId null in a line of a batch */
    JsonObject body(@Nullable String requestId) {
        return new JsonObject().put("type", "error").put("error", error()).put("request_id", requestId);
    }

    private JsonObject error() {
        JsonObject error = new JsonObject().put("type", type).put("message", message);
        if (!details.isEmpty()) error.put("details", details);
        return error;
    }
}
