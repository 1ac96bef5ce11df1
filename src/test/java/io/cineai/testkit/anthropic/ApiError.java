package io.cineai.testkit.anthropic;

import io.vertx.core.json.JsonObject;

/** A refusal as the API words it. */
public record ApiError(int status, String type, String message, JsonObject details) {
    public static ApiError invalid(String message) {
        return new ApiError(400, "invalid_request_error", message, new JsonObject());
    }

    public static ApiError of(int status, String type, String message) {
        return new ApiError(status, type, message, new JsonObject());
    }

    JsonObject body(String requestId) {
        return new JsonObject().put("type", "error").put("error", error()).put("request_id", requestId);
    }

    JsonObject error() {
        JsonObject error = new JsonObject().put("type", type).put("message", message);
        if (!details.isEmpty()) error.put("details", details);
        return error;
    }
}
