package io.cineai.llm.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.cineai.budget.ModelId;
import io.cineai.budget.Outcome;
import io.cineai.budget.Usage;
import io.cineai.llm.Batches;
import io.cineai.llm.Http;
import io.cineai.llm.LanguageModel;
import io.cineai.llm.Question;
import io.cineai.llm.Receipt;
import io.cineai.llm.Reply;
import io.cineai.llm.Reply.Answered;
import io.cineai.llm.Reply.Unusable;
import io.cineai.llm.Secret;
import io.cineai.llm.Told;
import io.cineai.llm.Wire;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** A model behind chat completions. */
record OpenAiModel(ModelId id, OpenAiApi api, URI server, Optional<Secret> key, Http http) implements LanguageModel {
    private static final int OK = 200;

    @Override
    public Uni<Reply> ask(Question question) {
        return Uni.createFrom().deferred(() -> ask(Wire.write(request(question)), http.now()));
    }

    private Uni<Reply> ask(String body, Instant start) {
        return http.once(() -> api.complete(authorization(), body))
                .map(response -> reply(response, Duration.between(start, http.now())))
                .onFailure()
                .recoverWithItem(failure -> Http.unanswered(failure, Duration.between(start, http.now())));
    }

    private @Nullable String authorization() {
        return key.map(it -> "Bearer " + it.value()).orElse(null);
    }

    /** There is no counting for free. */
    @Override
    public Uni<OptionalLong> promptTokens(Question question) {
        return Uni.createFrom().item(OptionalLong.empty());
    }

    @Override
    public Optional<Batches> batches() {
        return Optional.empty();
    }

    private static Map<String, Object> request(Question question) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("model", question.card().id().model());
        List<Object> messages = new ArrayList<>();
        messages.add(said("system", question.fullInstructions()));
        messages.add(said("user", Wire.write(question.document())));
        question.correction().ifPresent(it -> {
            messages.add(said("assistant", it.answer().isBlank() ? "{}" : it.answer()));
            messages.add(said("user", "That answer breaks a rule: " + it.why() + ". Give the whole answer again."));
        });
        request.put("messages", messages);
        request.put(
                "max_completion_tokens",
                Math.min(question.maxTokens(), question.card().maxOutputTokens()));
        if (question.card().structuredOutput()) request.put("response_format", format(question));
        return request;
    }

    private static Map<String, Object> format(Question question) {
        return Map.of(
                "type",
                "json_schema",
                "json_schema",
                Map.of("name", "analysis", "strict", true, "schema", question.schema()));
    }

    private static Map<String, Object> said(String role, String text) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("role", role);
        message.put("content", text);
        return message;
    }

    private Reply reply(RestResponse<String> response, Duration took) {
        JsonNode body = Wire.read(Http.body(response));
        Receipt receipt = new Receipt(
                response.getStatus(),
                Http.header(response, "x-request-id").orElse(body.path("id").asText("")),
                took,
                OpenAiAnswers.pause(response),
                told(body));
        return response.getStatus() == OK
                ? completion(body, receipt)
                : OpenAiAnswers.refusal(response, body, receipt, http);
    }

    private static Told told(JsonNode body) {
        return new Told(
                body.path("model").asText(""),
                body.path("id").asText(""),
                body.path("choices").path(0).path("finish_reason").asText(""));
    }

    private static Reply completion(JsonNode body, Receipt receipt) {
        JsonNode choice = body.path("choices").path(0);
        String text = choice.path("message").path("content").asText("");
        Optional<Usage> usage = usage(body.path("usage"));
        String finish = choice.path("finish_reason").asText();
        if (finish.equals("content_filter")
                || choice.path("message").path("refusal").isTextual())
            return new Unusable(Outcome.REFUSED, "the model would not answer", text, usage, receipt);
        if (finish.equals("length"))
            return new Unusable(Outcome.CUT_OFF, "the answer was cut off, be brief", text, usage, receipt);
        return Wire.objectIn(text)
                .<Reply>map(answer -> new Answered(answer, text, usage, receipt))
                .orElseGet(() ->
                        new Unusable(Outcome.MALFORMED, "the answer must be one JSON object", text, usage, receipt));
    }

    /** Remembered tokens are part of the prompt's here, and no part of {@link Usage#input}. */
    private static Optional<Usage> usage(JsonNode usage) {
        if (!usage.path("prompt_tokens").isNumber()
                || !usage.path("completion_tokens").isNumber()) return Optional.empty();
        long prompt = usage.path("prompt_tokens").asLong();
        long remembered = Math.min(
                prompt,
                usage.path("prompt_tokens_details").path("cached_tokens").asLong(0));
        return Optional.of(new Usage(
                prompt - remembered,
                remembered,
                0,
                0,
                usage.path("completion_tokens").asLong(),
                usage.path("completion_tokens_details").path("reasoning_tokens").asLong(0)));
    }
}
