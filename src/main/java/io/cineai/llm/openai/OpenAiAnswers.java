package io.cineai.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.cineai.budget.Outcome;
import io.cineai.llm.Http;
import io.cineai.llm.Receipt;
import io.cineai.llm.Reply.Blame;
import io.cineai.llm.Reply.Unavailable;
import io.cineai.llm.Reply.Wait;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse;

/** What all addresses of compatible servers have in common: how they refuse, and how they say "wait". */
public final class OpenAiAnswers {
    private static final int TOO_MANY = 429;
    private static final Duration AFTER_QUOTA = Duration.ofHours(1);
    private static final int LONGEST_REASON = 200;

    /** As {@code x-ratelimit-reset-requests} has it: 6m0s, 1.5s, 20ms. */
    private static final Pattern SPAN = Pattern.compile("([\\d.]+)(ms|h|m|s)");

    private OpenAiAnswers() {}

    /** Why it is no answer. The reason is the server's own word; other dialects have it as {@code detail}. */
    public static Unavailable refusal(RestResponse<String> response, JsonNode body, Receipt receipt, Http http) {
        JsonNode error = body.path("error");
        String message = error.path("message").asText(body.path("detail").asText(""));
        String why = response.getStatus() + " " + error.path("type").asText("error") + ": "
                + message.substring(0, Math.min(message.length(), LONGEST_REASON));
        boolean noMoney = response.getStatus() == TOO_MANY
                && Stream.of(error.path("code"), error.path("type"))
                        .anyMatch(it -> it.asText().equals("insufficient_quota"));
        if (noMoney)
            return new Unavailable(
                    Outcome.OVER_BUDGET,
                    Blame.PROVIDER,
                    why,
                    Optional.of(new Wait.OfProvider(http.now().plus(AFTER_QUOTA))),
                    false,
                    receipt);
        Optional<Wait> wait = http.retryAfter(response).map(Wait.OfModel::new);
        return Http.refused(
                response.getStatus(),
                why,
                wait,
                error.isObject() || body.path("detail").isTextual(),
                receipt);
    }

    /** What the headers want before the next call, where an allowance is used up. */
    public static Optional<Duration> pause(RestResponse<String> response) {
        return Stream.of("requests", "tokens")
                .filter(kind -> Http.header(response, "x-ratelimit-remaining-" + kind)
                        .filter("0"::equals)
                        .isPresent())
                .flatMap(kind -> Http.header(response, "x-ratelimit-reset-" + kind).stream())
                .map(OpenAiAnswers::span)
                .max(Duration::compareTo);
    }

    static Duration span(String text) {
        Duration sum = Duration.ZERO;
        Matcher parts = SPAN.matcher(text);
        while (parts.find()) {
            double number = Double.parseDouble(parts.group(1));
            double seconds =
                    switch (parts.group(2)) {
                        case "ms" -> number / 1000;
                        case "m" -> number * 60;
                        case "h" -> number * 3600;
                        default -> number;
                    };
            sum = sum.plusMillis((long) Math.ceil(seconds * 1000));
        }
        return sum;
    }
}
