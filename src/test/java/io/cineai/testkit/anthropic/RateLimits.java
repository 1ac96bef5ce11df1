package io.cineai.testkit.anthropic;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The allowances of an account: requests, input and output tokens a minute. What is remembered of a prompt does not count. The longest
 * answer counts at once, as older documents say, and what it did not use is given back; or the answer counts when it is given.
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

    /** How long to wait, with nothing taken; empty: the request may go on, and has used its share. known: of its prompt. */
    synchronized Optional<Duration> take(Asked question, long known, Instant now) {
        double prompt = question.promptTokens() - (double) known;
        Optional<Duration> wait = Stream.of(
                        requests.waitFor(1, now),
                        input.waitFor(prompt, now),
                        output.waitFor(Math.max(1, reserved(question)), now))
                .filter(it -> !it.isZero())
                .max(Duration::compareTo);
        if (wait.isPresent()) return wait;
        requests.take(1, now);
        input.take(prompt, now);
        output.take(reserved(question), now);
        return wait;
    }

    /** It was answered with so many tokens. */
    synchronized void answered(Asked question, long tokens, Instant now) {
        output.take(tokens - reserved(question), now);
    }

    private double reserved(Asked question) {
        return reservesMaxTokens ? question.maxTokens() : 0;
    }

    synchronized Map<String, String> headers(Instant now) {
        Map<String, String> headers = new LinkedHashMap<>();
        put(headers, "requests", requests, requests.remaining(now), now);
        put(headers, "input-tokens", input, rounded(input.remaining(now)), now);
        put(headers, "output-tokens", output, rounded(output.remaining(now)), now);
        TokenBucket scarcest = output.remaining(now) < input.remaining(now) ? output : input;
        put(headers, "tokens", scarcest, rounded(scarcest.remaining(now)), now);
        return headers;
    }

    private static long rounded(long tokens) {
        return (long) (Math.round(tokens / ROUNDED_TO) * ROUNDED_TO);
    }

    private static void put(Map<String, String> headers, String kind, TokenBucket bucket, long left, Instant now) {
        Instant full = bucket.reset(now).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        headers.put("anthropic-ratelimit-" + kind + "-limit", String.valueOf(bucket.limit()));
        headers.put("anthropic-ratelimit-" + kind + "-remaining", String.valueOf(left));
        headers.put("anthropic-ratelimit-" + kind + "-reset", full.toString());
    }
}
