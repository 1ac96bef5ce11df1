package io.cineai.llm.anthropic;

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

/** Makes models of Anthropic's. */
@ApplicationScoped
class AnthropicAdapter implements LanguageModelAdapter {
    private static final String PROVIDER = "anthropic";
    private static final String DEFAULT_MODEL = "claude-haiku-5-5";
    private static final String DEFAULT_URL = "https://api.anthropic.com";

    private final Clock clock;

    AnthropicAdapter(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public LanguageModel model(LlmConfig config) {
        Secret key = config.anthropicApiKey()
                .map(Secret::new)
                .orElseThrow(() -> new IllegalStateException("ANTHROPIC_API_KEY must be set for provider anthropic"));
        URI base = URI.create(config.baseUrl().orElse(DEFAULT_URL));
        AnthropicApi api = QuarkusRestClientBuilder.newBuilder()
                .baseUri(base)
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .disableDefaultMapper(true)
                .build(AnthropicApi.class);
        return new AnthropicModel(
                new ModelId(PROVIDER, config.model().orElse(DEFAULT_MODEL)),
                api,
                base,
                key,
                new AnthropicRequests(config.effort()),
                new Http(config.timeout(), clock));
    }
}
