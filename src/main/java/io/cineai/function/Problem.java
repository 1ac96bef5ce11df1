package io.cineai.function;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * An answer that says what is wrong, as RFC 9457 has it.
 *
 * @param name kebab-case; the type is {@code urn:cineai:problem:<name>}
 * @param field the field at fault; null where none is
 */
public record Problem(
        int status,
        String name,
        String title,
        String detail,
        @Nullable String field) {

    public static Problem badInput(@Nullable String field, String detail) {
        return new Problem(400, "bad-input", "The input breaks a rule", detail, field);
    }

    public static Problem ofStatus(int status) {
        return switch (status) {
            case 400 ->
                new Problem(400, "bad-request", "The request cannot be understood", "see the API description", null);
            case 401 -> new Problem(401, "unauthenticated", "Who are you?", "a valid bearer token is required", null);
            case 403 -> new Problem(403, "forbidden", "Not for this caller", "this caller may not do this", null);
            case 404 -> new Problem(404, "not-found", "Nothing is here", "no such address", null);
            case 405 ->
                new Problem(405, "method-not-allowed", "Not by this method", "a function is invoked by POST", null);
            case 413 -> new Problem(413, "too-large", "The body is too large", "send less", null);
            case 503 ->
                new Problem(503, "database-unreachable", "The database cannot be reached", "try again shortly", null);
            default -> new Problem(status, "internal", "Something went wrong here", "the logs know more", null);
        };
    }

    /** Answers with this problem. */
    public void answer(RoutingContext http) {
        if (http.response().ended()) return;
        JsonObject body = new JsonObject()
                .put("type", "urn:cineai:problem:" + name)
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        if (field != null) body.put("field", field);
        if (status == 401) http.response().putHeader("WWW-Authenticate", "Bearer");
        http.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(body.toBuffer());
    }
}
