package io.cineai.testkit.anthropic;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The allowances of an account: requests, input and output tokens a minute. The longest answer counts at once, as older documents say,
 * or not at all until it is given.
 */
public final class RateLimits {
    private static final double ROUNDED_TO = 1_000;

    private final TokenBucket requests;
    private final TokenBucket input;
    private final TokenBucket output;
    private final boolean reservesMaxTokens;

    private RateLimits(double requests, double input, double output, boolean reservesMaxTokens) {
        Instant now = Instant.now();
        this.requests = new TokenBucket(requests, now);
        this.input = new TokenBucket(input, now);
        this.output = new TokenBucket(output, now);
        this.reservesMaxTokens = reservesMaxTokens;
    }

    public static RateLimits aMinute(double requests, double input, double output) {
        return new RateLimits(requests, input, output, false);
    }

    public static RateLimits aMinuteReserving(double requests, double input, double output) {
        return new RateLimits(requests, input, output, true);
    }

    /** How long to wait; empty: the request may go on, and has used its share. */
    Optional<Duration> take(Asked question, Instant now) {
        return Stream.of(
                        requests.take(1, now),
                        input.take(question.promptTokens(), now),
                        output.take(reservesMaxTokens ? question.maxTokens() : 0, now))
                .filter(wait -> !wait.isZero())
                .max(Duration::compareTo);
    }

    Map<String, String> headers(Instant now) {
        Map<String, String> headers = new LinkedHashMap<>();
        put(headers, "requests", requests, requests.remaining(now), now);
        put(headers, "input-tokens", input, rounded(input.remaining(now)), now);
        put(headers, "output-tokens", output, rounded(output.remaining(now)), now);
        put(headers, "tokens", input, rounded(input.remaining(now)), now);
        return headers;
    }

    private static long rounded(long tokens) {
        return (long) (Math.round(tokens / ROUNDED_TO) * ROUNDED_TO);
    }

    private static void put(Map<String, String> headers, String kind, TokenBucket bucket, long left, Instant now) {
        headers.put("anthropic-ratelimit-" + kind + "-limit", String.valueOf(bucket.limit()));
        headers.put("anthropic-ratelimit-" + kind + "-remaining", String.valueOf(left));
        headers.put(
                "anthropic-ratelimit-" + kind + "-reset",
                bucket.reset(now)
                        .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                        .plusSeconds(1)
                        .toString());
    }
}
