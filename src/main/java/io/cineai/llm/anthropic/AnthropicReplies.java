package io.cineai.llm.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.cineai.budget.Outcome;
import io.cineai.budget.Usage;
import io.cineai.llm.Http;
import io.cineai.llm.Receipt;
import io.cineai.llm.Reply;
import io.cineai.llm.Reply.Answered;
import io.cineai.llm.Reply.Blame;
import io.cineai.llm.Reply.Unavailable;
import io.cineai.llm.Reply.Unusable;
import io.cineai.llm.Reply.Wait;
import io.cineai.llm.Told;
import io.cineai.llm.Wire;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse;

/** What the API's answers mean. Nothing in them is trusted to be where it should be. */
record AnthropicReplies(Http http) {
    private static final int OK = 200;
    private static final int PAYMENT_REQUIRED = 402;
    private static final String OWN_LIMIT = "You have reached your specified";
    private static final String ENFORCED_LIMIT = "enforced_spend_limit_reached";
    private static final Pattern DAY = Pattern.compile("\\b(\\d{4}-\\d{2}-\\d{2})\\b");
    private static final Duration AFTER_BILLING_ERROR = Duration.ofHours(1);
    private static final int LONGEST_REASON = 200;

    Reply of(RestResponse<String> response, Duration took) {
        JsonNode body = Wire.read(Http.body(response));
        Receipt receipt = receipt(response, body, took);
        return response.getStatus() == OK ? message(body, receipt) : refusal(response, body, receipt);
    }

    /** A message, of an answer or of a line of a batch. */
    Reply message(JsonNode message, Receipt receipt) {
        String text = text(message);
        Optional<Usage> usage = usage(message.path("usage"));
        String stop = message.path("stop_reason").asText();
        if (stop.equals("refusal")) return refusal(message, text, usage, receipt);
        if (stop.equals("max_tokens") || stop.equals("model_context_window_exceeded"))
            return new Unusable(Outcome.CUT_OFF, "the answer was cut off, be brief", text, usage, receipt);
        return Wire.objectIn(text)
                .<Reply>map(answer -> new Answered(answer, text, usage, receipt))
                .orElseGet(() ->
                        new Unusable(Outcome.MALFORMED, "the answer must be one JSON object", text, usage, receipt));
    }

    /** One that comes before any word is not billed, whatever its usage says. */
    private static Reply refusal(JsonNode message, String text, Optional<Usage> usage, Receipt receipt) {
        Optional<Usage> billed = message.path("content").isEmpty() ? Optional.of(Usage.NONE) : usage;
        return new Unusable(Outcome.REFUSED, "the model would not answer", text, billed, receipt);
    }

    /** Blocks may be of kinds that do not exist yet; those that think come first. */
    private static String text(JsonNode message) {
        StringBuilder text = new StringBuilder();
        for (JsonNode block : message.path("content"))
            if (block.path("type").asText().equals("text"))
                text.append(block.path("text").asText());
        return text.toString();
    }

    /** Empty where the numbers that make the bill are missing; those of the cache may be null. */
    private static Optional<Usage> usage(JsonNode usage) {
        if (!usage.path("input_tokens").isNumber()
                || !usage.path("output_tokens").isNumber()) return Optional.empty();
        long written = tokens(usage, "cache_creation_input_tokens");
        long writtenForAnHour = tokens(usage.path("cache_creation"), "ephemeral_1h_input_tokens");
        return Optional.of(new Usage(
                tokens(usage, "input_tokens"),
                tokens(usage, "cache_read_input_tokens"),
                Math.max(0, written - writtenForAnHour),
                writtenForAnHour,
                tokens(usage, "output_tokens"),
                tokens(usage.path("output_tokens_details"), "thinking_tokens")));
    }

    private static long tokens(JsonNode counts, String name) {
        return Math.max(0, counts.path(name).asLong(0));
    }

    Unavailable refusal(RestResponse<String> response, JsonNode body, Receipt receipt) {
        JsonNode error = body.path("error");
        int status = response.getStatus();
        String why = reason(status, error);
        Optional<Instant> closed = closedUntil(status, error, http.retryAfter(response));
        if (closed.isPresent())
            return new Unavailable(
                    Outcome.OVER_BUDGET, Blame.PROVIDER, why, closed.map(Wait.OfProvider::new), false, receipt);
        Optional<Wait> wait = http.retryAfter(response).map(Wait.OfModel::new);
        return Http.refused(status, why, wait, error.isObject(), receipt);
    }

    /** What the API calls it; its message may repeat what we sent, so only its beginning is kept. */
    static String reason(int status, JsonNode error) {
        String message = error.path("message").asText("");
        return status + " " + error.path("type").asText("error") + ": "
                + message.substring(0, Math.min(message.length(), LONGEST_REASON));
    }

    /** Until when money is out: a limit of the account's own, one that the provider enforces, or an unpaid bill. */
    private Optional<Instant> closedUntil(int status, JsonNode error, Optional<Duration> retryAfter) {
        String message = error.path("message").asText("");
        boolean enforced = status == 429
                && retryAfter.isEmpty()
                && error.path("details").path("error_code").asText().equals(ENFORCED_LIMIT);
        if (enforced) return Optional.of(firstOfNextMonth());
        if (status == 400 && message.startsWith(OWN_LIMIT)) return Optional.of(day(message));
        if (status == PAYMENT_REQUIRED) return Optional.of(http.now().plus(AFTER_BILLING_ERROR));
        return Optional.empty();
    }

    private Instant day(String message) {
        Matcher named = DAY.matcher(message);
        try {
            if (named.find()) {
                Instant day = LocalDate.parse(named.group(1))
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
                if (day.isAfter(http.now())) return day;
            }
        } catch (DateTimeException noDay) {
            // as if none were named
        }
        return firstOfNextMonth();
    }

    private Instant firstOfNextMonth() {
        return http.now()
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .with(TemporalAdjusters.firstDayOfNextMonth())
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    /** Of a message; all is empty in anything else. */
    static Told told(JsonNode message) {
        return new Told(
                message.path("model").asText(""),
                message.path("id").asText(""),
                message.path("stop_reason").asText(""));
    }

    Receipt receipt(RestResponse<String> response, JsonNode body, Duration took) {
        String id = Http.header(response, "request-id")
                .orElse(body.path("request_id").asText(""));
        return new Receipt(response.getStatus(), id, took, pause(response), told(body));
    }

    /** Where an allowance is used up, until it is back. */
    private Optional<Duration> pause(RestResponse<String> response) {
        return Stream.of("requests", "tokens", "input-tokens", "output-tokens")
                .filter(kind -> Http.header(response, "anthropic-ratelimit-" + kind + "-remaining")
                        .filter("0"::equals)
                        .isPresent())
                .flatMap(kind -> Http.header(response, "anthropic-ratelimit-" + kind + "-reset").stream())
                .flatMap(reset -> untilReset(reset).stream())
                .max(Duration::compareTo);
    }

    private Optional<Duration> untilReset(String reset) {
        try {
            Duration left = Duration.between(http.now(), Instant.parse(reset));
            return left.isNegative() ? Optional.empty() : Optional.of(left);
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }
}
