package io.cineai.testkit;

import io.cineai.testkit.anthropic.FakeAnthropic;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Duration;
import java.util.Map;

/** Gives a function under test a language model, which is a strict double. */
public final class AnthropicForFunction implements QuarkusTestResourceLifecycleManager {
    /** How long an answer is waited for. */
    public static final Duration TIMEOUT = Duration.ofSeconds(4);

    /** Lets tests arrange and assert; set while the function under test runs. */
    public static FakeAnthropic model;

    @Override
    public Map<String, String> start() {
        model = new FakeAnthropic();
        return Map.of(
                "cineai.llm.provider",
                "anthropic",
                "cineai.llm.base-url",
                model.url(),
                "cineai.llm.anthropic-api-key",
                FakeAnthropic.KEY,
                "cineai.llm.timeout",
                TIMEOUT.toSeconds() + "s");
    }

    @Override
    public void stop() {
        model.close();
    }
}
