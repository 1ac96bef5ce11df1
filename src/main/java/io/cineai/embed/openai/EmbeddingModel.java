package io.cineai.embed.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.cineai.budget.ModelId;
import io.cineai.budget.Outcome;
import io.cineai.embed.Embedded;
import io.cineai.embed.Storyline;
import io.cineai.embed.TextEmbedder;
import io.cineai.llm.Http;
import io.cineai.llm.Receipt;
import io.cineai.llm.Reply.Unusable;
import io.cineai.llm.Secret;
import io.cineai.llm.Told;
import io.cineai.llm.Wire;
import io.cineai.llm.openai.OpenAiAnswers;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** A model behind embeddings. Where it asks is a record; what may come back is judged by {@link Judged}. */
record EmbeddingModel(
        ModelId id,
        Dialect dialect,
        int dimensions,
        boolean sendsDimensions,
        EmbeddingsApi api,
        URI server,
        Optional<Secret> key,
        Http http)
        implements TextEmbedder {
    private static final int OK = 200;

    @Override
    public Most most() {
        return dialect.most;
    }

    @Override
    public Uni<Embedded> embed(List<Storyline> texts) {
        return Uni.createFrom().deferred(() -> ask(texts.size(), Wire.write(request(texts)), http.now()));
    }

    private Object request(List<Storyline> texts) {
        Optional<Integer> length = sendsDimensions ? Optional.of(dimensions) : Optional.empty();
        return dialect.request(id.model(), texts.stream().map(Storyline::text).toList(), length);
    }

    private Uni<Embedded> ask(int texts, String body, Instant start) {
        String authorization = key.map(it -> "Bearer " + it.value()).orElse(null);
        return http.once(() -> api.embed(authorization, body))
                .map(response -> answer(texts, response, Duration.between(start, http.now())))
                .onFailure()
                .recoverWithItem(
                        failure -> new Embedded.Missing(Http.unanswered(failure, Duration.between(start, http.now()))));
    }

    private Embedded answer(int texts, RestResponse<String> response, Duration took) {
        JsonNode body = Wire.read(Http.body(response));
        Receipt receipt = new Receipt(
                response.getStatus(),
                Http.header(response, "x-request-id").orElse(body.path("id").asText("")),
                took,
                OpenAiAnswers.pause(response),
                new Told(body.path("model").asText(""), body.path("id").asText(""), ""));
        if (response.getStatus() != OK)
            return new Embedded.Missing(OpenAiAnswers.refusal(response, body, receipt, http));
        var usage = Dialect.usage(body.path("usage"));
        Judged judged = Judged.of(body.path("data"), texts, dimensions);
        return judged.broken()
                .<Embedded>map(why -> new Embedded.Broken(new Unusable(Outcome.MALFORMED, why, "", usage, receipt)))
                .orElseGet(() -> new Embedded.Vectors(judged.vectors(), usage, receipt));
    }
}
