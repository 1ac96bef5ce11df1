package io.cineai.function;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * An answer that says what is wrong, as RFC 9457 has it.
 *
 * @param name kebab-case; the type is {@code urn:cineai:problem:<name>}
 * @param field the field at fault; null where none is
 * @param retryAfter seconds until it makes sense to come again; 0 where time changes nothing
 */
public record Problem(
        int status,
        String name,
        String title,
        String detail,
        @Nullable String field,
        int retryAfter) {
    private static final int SOON = 5;

    Problem(int status, String name, String title, String detail) {
        this(status, name, title, detail, null, 0);
    }

    public static Problem badInput(@Nullable String field, String detail) {
        return new Problem(400, "bad-input", "The input breaks a rule", detail, field, 0);
    }

    static Problem tooMany(int retryAfter) {
        return new Problem(
                429, "too-many-requests", "Too many requests", "wait as long as Retry-After says", null, retryAfter);
    }

    public static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> new Problem(400, "bad-request", "The request cannot be understood", "see the API description");
            case 401 -> new Problem(401, "unauthenticated", "Who are you?", "a valid bearer token is required");
            case 403 -> new Problem(403, "forbidden", "Not for this caller", "this caller may not do this");
            case 404 -> new Problem(404, "not-found", "Nothing is here", "no such address");
            case 405 ->
                new Problem(405, "method-not-allowed", "Not by this method", "see Allow for those that there are");
            case 413 -> new Problem(413, "too-large", "The body is too large", "send less");
            case 414 -> new Problem(414, "uri-too-long", "The address is too long", "ask for less");
            case 415 -> new Problem(415, "unsupported-media-type", "Not in this form", "send application/json");
            case 429 -> tooMany(SOON);
            case 503 ->
                new Problem(
                        503, "database-unreachable", "The database cannot be reached", "try again shortly", null, SOON);
            default ->
                status < 500
                        ? new Problem(status, "refused", "The request is refused", "see the API description")
                        : new Problem(status, "internal", "Something went wrong here", "the logs know more");
        };
    }

    /** Answers with this problem. */
    public void answer(RoutingContext http) {
        HttpServerResponse response = http.response();
        if (response.ended()) return;
        JsonObject body = new JsonObject()
                .put("type", "urn:cineai:problem:" + name)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("instance", "urn:cineai:request:" + RequestId.of(http));
        if (field != null) body.put("field", field);
        if (status == 401) response.putHeader("WWW-Authenticate", "Bearer");
        if (retryAfter > 0) response.putHeader("Retry-After", String.valueOf(retryAfter));
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store");
        Bodies.end(http, body.toBuffer());
    }
}
