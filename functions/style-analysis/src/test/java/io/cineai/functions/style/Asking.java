package io.cineai.functions.style;

import static io.cineai.testkit.FilmBuilder.aFilm;

import io.cineai.analyze.AnalysisKind;
import io.cineai.analyze.FilmDocument;
import io.cineai.analyze.Rubric;
import io.cineai.budget.ModelCard;
import io.cineai.budget.ModelId;
import io.cineai.llm.LanguageModel;
import io.cineai.llm.LanguageModelAdapter;
import io.cineai.llm.LlmConfig;
import io.cineai.llm.Question;
import io.cineai.llm.Reply;
import io.cineai.movie.Movie;
import io.cineai.testkit.AnthropicForFunction;
import io.cineai.testkit.anthropic.FakeAnthropic;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Questions as the pipeline asks them, and models with settings of a test's own. */
final class Asking {
    static final ModelId HAIKU = new ModelId("anthropic", "claude-haiku-5-5");
    static final ModelId OLD_HAIKU = new ModelId("anthropic", "claude-haiku-4-5");
    static final ModelCard CARD = new ModelCard(HAIKU, true, true, true, 128_000, 1_024, 130);
    static final ModelCard OLD_CARD = new ModelCard(OLD_HAIKU, true, false, true, 64_000, 4_096, 0);

    private static final int MAX_TOKENS = 1_500;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Asking() {}

    static Question about(String title) {
        return about(aFilm(title).withKeywords("heist", "cold light").build(), CARD);
    }

    static Question about(Movie film, ModelCard card) {
        Rubric rubric = Rubric.of(AnalysisKind.STYLE);
        return new Question(
                rubric.instructions(), FilmDocument.of(film), rubric.schema(), MAX_TOKENS, card, Optional.empty());
    }

    static <T> T now(Uni<T> answer) {
        return answer.await().atMost(PATIENCE);
    }

    static Reply ask(LanguageModel model, String title) {
        return now(model.ask(about(title)));
    }

    /** The model at another address, or with other patience. more: settings below {@code cineai.llm}. */
    static LanguageModel model(Iterable<LanguageModelAdapter> adapters, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "cineai.llm.base-url",
                AnthropicForFunction.model.url(),
                "cineai.llm.anthropic-api-key",
                FakeAnthropic.KEY,
                "cineai.llm.timeout",
                "700ms"));
        more.forEach((name, value) -> settings.put("cineai.llm." + name, value));
        LlmConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(LlmConfig.class)
                .withSources(new PropertiesConfigSource(settings, "a test's own", 500))
                .build()
                .getConfigMapping(LlmConfig.class);
        for (LanguageModelAdapter adapter : adapters)
            if (adapter.provider().equals("anthropic")) return adapter.model(config);
        throw new IllegalStateException("no adapter for anthropic");
    }
}
