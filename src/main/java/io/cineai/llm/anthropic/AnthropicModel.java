package io.cineai.llm.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.cineai.budget.ModelId;
import io.cineai.llm.Batches;
import io.cineai.llm.Http;
import io.cineai.llm.LanguageModel;
import io.cineai.llm.Question;
import io.cineai.llm.Reply;
import io.cineai.llm.Secret;
import io.cineai.llm.Wire;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** A model of Anthropic's. */
record AnthropicModel(ModelId id, AnthropicApi api, URI base, Secret key, AnthropicRequests requests, Http http)
        implements LanguageModel {
    @Override
    public URI server() {
        return base;
    }

    @Override
    public Uni<Reply> ask(Question question) {
        return Uni.createFrom().deferred(() -> ask(Wire.write(requests.message(question)), http.now()));
    }

    private Uni<Reply> ask(String body, Instant start) {
        AnthropicReplies replies = new AnthropicReplies(http);
        return http.once(() -> api.message(key.value(), body))
                .map(response -> replies.of(response, since(start)))
                .onFailure()
                .recoverWithItem(failure -> Http.unanswered(failure, since(start)));
    }

    @Override
    public Uni<OptionalLong> promptTokens(Question question) {
        String body = Wire.write(requests.counted(question));
        return http.twice(() -> api.count(key.value(), body))
                .map(response -> Wire.read(Http.body(response)).path("input_tokens"))
                .map(AnthropicModel::counted)
                .onFailure()
                .recoverWithItem(OptionalLong.empty());
    }

    private static OptionalLong counted(JsonNode tokens) {
        return tokens.isNumber() ? OptionalLong.of(tokens.asLong()) : OptionalLong.empty();
    }

    @Override
    public Optional<Batches> batches() {
        return Optional.of(new AnthropicBatches(api, base, key, requests, http));
    }

    private Duration since(Instant start) {
        return Duration.between(start, http.now());
    }
}
