package io.cineai.functions.emotional;

import io.cineai.testkit.FakeOpenAi;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives the function under test a model of an OpenAI-compatible server, which is a strict double. */
public final class OpenAiForFunction implements QuarkusTestResourceLifecycleManager {
    /** Lets tests arrange and assert; set while the function under test runs. */
    static FakeOpenAi model;

    @Override
    public Map<String, String> start() {
        model = new FakeOpenAi();
        return Map.of(
                "cineai.llm.provider",
                "openai",
                "cineai.llm.model",
                FakeOpenAi.MODEL,
                "cineai.llm.base-url",
                model.url() + "/v1",
                "cineai.llm.openai-api-key",
                FakeOpenAi.KEY,
                "cineai.llm.timeout",
                "2s");
    }

    @Override
    public void stop() {
        model.close();
    }
}
