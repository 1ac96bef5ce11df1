package io.cineai.testkit.anthropic;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;

/** A way in which a call goes wrong, as seen in the wild. */
public sealed interface Fault {
    /** Turned away with a refusal; nothing is billed. */
    record Refused(ApiError error, Map<String, String> headers) implements Fault {}

    /** Done and billed, but the answer does not come through, or not whole. */
    sealed interface OfTheWire extends Fault {}

    /** No byte ever comes. */
    record Hangs() implements OfTheWire {}

    /** The connection is closed before a byte came. */
    record Drops() implements OfTheWire {}

    /** The connection breaks in the middle of the answer. */
    record BreaksOff() implements OfTheWire {}

    /** The answer's own JSON ends in the middle. */
    record Truncated() implements OfTheWire {}

    /** A byte comes now and then. */
    record Trickles(Duration between) implements OfTheWire {}

    /** Billed; the answer is changed by that. */
    record Changed(Change change) implements Fault {}

    /** Billed; the model says that instead. */
    record Says(String text) implements Fault {}

    /** What can be odd about an answer. */
    enum Change {
        TEXT_BEFORE_JSON,
        REFUSAL,
        CUT_OFF,
        THINKING_FIRST,
        UNKNOWN_BLOCK,
        NO_USAGE,
        NULL_USAGE
    }

    /** 429 with {@code retry-after}. */
    static Fault rateLimited(Duration wait) {
        return refused(429, "rate_limit_error", "This request would exceed your rate limit", after(wait));
    }

    /** 429 by the spending limit that the provider enforces: no {@code retry-after}. */
    static Fault spendCap() {
        return new Refused(
                new ApiError(
                        429,
                        "rate_limit_error",
                        "Your organization has reached its spend limit",
                        new JsonObject().put("error_code", "enforced_spend_limit_reached")),
                Map.of());
    }

    /** 400 by the account's own limit. */
    static Fault ownLimit(String day) {
        return refused(
                400,
                "invalid_request_error",
                "You have reached your specified API usage limits. You will regain access on " + day
                        + " at 00:00 UTC.");
    }

    static Fault overloaded() {
        return refused(529, "overloaded_error", "Overloaded");
    }

    static Fault overloaded(Duration wait) {
        return refused(529, "overloaded_error", "Overloaded", after(wait));
    }

    static Fault serverError() {
        return refused(500, "api_error", "Internal server error");
    }

    static Fault gatewayTimeout() {
        return refused(504, "timeout_error", "Request timed out");
    }

    static Fault unauthorized() {
        return refused(401, "authentication_error", "invalid x-api-key");
    }

    static Fault billingError() {
        return refused(402, "billing_error", "Your credit balance is too low");
    }

    /** Any other. */
    static Fault refused(int status, String type, String message) {
        return refused(status, type, message, Map.of());
    }

    static Fault refused(int status, String type, String message, Map<String, String> headers) {
        return new Refused(ApiError.of(status, type, message), headers);
    }

    private static Map<String, String> after(Duration wait) {
        return Map.of("retry-after", String.valueOf(wait.toSeconds()));
    }
}
