package io.cineai.llm.openai;

import io.cineai.budget.ModelId;
import io.cineai.llm.Http;
import io.cineai.llm.LanguageModel;
import io.cineai.llm.LanguageModelAdapter;
import io.cineai.llm.LlmConfig;
import io.cineai.llm.Secret;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/** Makes models of any compatible server. */
@ApplicationScoped
class OpenAiAdapter implements LanguageModelAdapter {
    private static final String PROVIDER = "openai";
    private static final String DEFAULT_URL = "https://api.openai.com";

    private final Clock clock;

    OpenAiAdapter(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public LanguageModel model(LlmConfig config) {
        String model = config.model()
                .orElseThrow(() -> new IllegalStateException("CINEAI_LLM_MODEL must be set for provider openai"));
        URI server = URI.create(config.baseUrl().orElse(DEFAULT_URL).replaceFirst("/v1/?$", ""));
        OpenAiApi api = QuarkusRestClientBuilder.newBuilder()
                .baseUri(server)
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .disableDefaultMapper(true)
                .build(OpenAiApi.class);
        return new OpenAiModel(
                new ModelId(PROVIDER, model),
                api,
                server,
                config.openaiApiKey().map(Secret::new),
                new Http(config.timeout(), clock));
    }
}
