package io.cineai.llm.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.cineai.llm.Batches;
import io.cineai.llm.Http;
import io.cineai.llm.Question;
import io.cineai.llm.Receipt;
import io.cineai.llm.Secret;
import io.cineai.llm.Wire;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.RestResponse;

/** Anthropic's Message Batches. */
record AnthropicBatches(AnthropicApi api, URI base, Secret key, AnthropicRequests requests, Http http)
        implements Batches {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;
    private static final Set<Integer> TURNED_AWAY = Set.of(503, 529);
    private static final int PAGE = 100;
    private static final String ENDED = "ended";

    @Override
    public Uni<Sent> send(Map<String, Question> questions) {
        return Uni.createFrom().deferred(() -> send(Wire.write(batch(questions)), http.now()));
    }

    private Map<String, Object> batch(Map<String, Question> questions) {
        List<Object> items = new ArrayList<>(questions.size());
        questions.forEach((id, question) -> {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("custom_id", id);
            item.put("params", requests.batched(question));
            items.add(item);
        });
        return Map.of("requests", items);
    }

    private Uni<Sent> send(String body, Instant start) {
        return http.once(() -> api.createBatch(key.value(), body))
                .map(response -> sent(response, start))
                .onFailure()
                .recoverWithItem(failure -> unsent(failure, start));
    }

    /** A server that failed, what stands before it, or an answer that cannot be read: the batch may have been taken all the same. */
    private Sent sent(RestResponse<String> response, Instant start) {
        JsonNode body = Wire.read(Http.body(response));
        String id = body.path("id").asText("");
        int status = response.getStatus();
        if (status == OK && !id.isEmpty()) return new Sent.Accepted(id, time(body.path("expires_at")));
        if (status == OK || (status >= SERVER_ERROR && !TURNED_AWAY.contains(status)))
            return new Sent.Unclear("the provider answers " + status);
        AnthropicReplies replies = new AnthropicReplies(http);
        Receipt receipt = replies.receipt(response, body, Duration.between(start, http.now()));
        return new Sent.NotAccepted(replies.refusal(response, body, receipt));
    }

    private Sent unsent(Throwable failure, Instant start) {
        var unanswered = Http.unanswered(failure, Duration.between(start, http.now()));
        return unanswered.mayBeBilled() ? new Sent.Unclear(unanswered.why()) : new Sent.NotAccepted(unanswered);
    }

    @Override
    public Uni<State> state(String batchId) {
        return http.twice(() -> api.batch(key.value(), batchId)).map(AnthropicBatches::state);
    }

    private static State state(RestResponse<String> response) {
        JsonNode body = Wire.read(Http.body(response));
        if (response.getStatus() == NOT_FOUND) return new State.Gone("the provider does not know it any more");
        orFail(response, body);
        if (!body.path("processing_status").isTextual())
            throw new IllegalStateException("the state of a batch is damaged");
        if (!body.path("processing_status").asText().equals(ENDED)) return new State.InProgress();
        String url = body.path("results_url").asText("");
        return url.isEmpty() ? new State.Gone("its results are archived") : new State.Ended(url);
    }

    /** The key goes to the configured address only, wherever the results are said to be. */
    @Override
    public Uni<Results> results(String resultsUrl) {
        String url = here(resultsUrl);
        return http.twice(() -> api.results(url, key.value())).map(this::results);
    }

    private String here(String resultsUrl) {
        URI told = URI.create(resultsUrl);
        String prefix = base.getRawPath() == null ? "" : base.getRawPath().replaceFirst("/$", "");
        String path = told.getRawPath().startsWith(prefix) ? told.getRawPath() : prefix + told.getRawPath();
        String query = told.getRawQuery() == null ? "" : "?" + told.getRawQuery();
        return base.getScheme() + "://" + base.getRawAuthority() + path + query;
    }

    private Results results(RestResponse<String> response) {
        String body = Http.body(response);
        if (response.getStatus() == NOT_FOUND) return new Results.Gone("the provider keeps its results no more");
        if (response.getStatus() != OK) orFail(response, Wire.read(body));
        return new Results.Lines(body.lines()
                .filter(line -> !line.isBlank())
                .map(AnthropicBatches::whole)
                .map(this::line)
                .toList());
    }

    /** A line that is damaged is no missing one: what it says was paid for, so all are read again later. */
    private static JsonNode whole(String line) {
        JsonNode read = Wire.read(line);
        if (read.path("custom_id").isTextual()) return read;
        throw new IllegalStateException("the results of a batch are damaged");
    }

    private Line line(JsonNode line) {
        String id = line.path("custom_id").asText();
        JsonNode result = line.path("result");
        String type = result.path("type").asText();
        return switch (type) {
            case "succeeded" -> answer(id, result.path("message"));
            case "errored" -> errored(id, result.path("error"));
            default -> new Line.NotAsked(id, type);
        };
    }

    private Line answer(String id, JsonNode message) {
        Receipt receipt = new Receipt(
                OK, message.path("id").asText(""), Duration.ZERO, Optional.empty(), AnthropicReplies.told(message));
        return new Line.Answer(id, new AnthropicReplies(http).message(message, receipt));
    }

    /** The error stands in an envelope, or alone: both were seen. */
    private static Line errored(String id, JsonNode given) {
        JsonNode error = given.path("error").isObject() ? given.path("error") : given;
        String type = error.path("type").asText();
        String why = type + ": " + error.path("message").asText("");
        return type.equals("invalid_request_error") ? new Line.Invalid(id, why) : new Line.NotAsked(id, why);
    }

    @Override
    public Uni<List<Listed>> since(Instant moment) {
        return page("", moment, new ArrayList<>());
    }

    /** Newest first, so that the first one older than that ends it. */
    private Uni<List<Listed>> page(String after, Instant moment, List<Listed> found) {
        return http.twice(() -> api.batches(key.value(), PAGE, after.isEmpty() ? null : after))
                .map(response -> orFail(response, Wire.read(Http.body(response))))
                .invoke(AnthropicBatches::orNoList)
                .chain(body -> {
                    boolean allNewer = true;
                    for (JsonNode batch : body.path("data")) {
                        Listed listed = listed(batch);
                        if (listed.createdAt().isBefore(moment)) allNewer = false;
                        else found.add(listed);
                    }
                    String last = body.path("last_id").asText("");
                    boolean more = allNewer && body.path("has_more").asBoolean() && !last.isEmpty();
                    return more ? page(last, moment, found) : Uni.createFrom().item(List.copyOf(found));
                });
    }

    /** An answer that cannot be read is not an empty list. */
    private static void orNoList(JsonNode body) {
        if (!body.path("data").isArray()) throw new IllegalStateException("the provider's list of batches is damaged");
    }

    private static Listed listed(JsonNode batch) {
        long requests = 0;
        for (JsonNode count : batch.path("request_counts")) requests += count.asLong();
        return new Listed(
                batch.path("id").asText(),
                time(batch.path("created_at")).orElse(Instant.EPOCH),
                requests,
                Optional.of(batch.path("results_url").asText("")).filter(url -> !url.isEmpty()));
    }

    private static Optional<Instant> time(JsonNode text) {
        try {
            return Optional.of(Instant.parse(text.asText()));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static JsonNode orFail(RestResponse<String> response, JsonNode body) {
        if (response.getStatus() == OK) return body;
        throw new IllegalStateException(AnthropicReplies.reason(response.getStatus(), body.path("error")));
    }
}
