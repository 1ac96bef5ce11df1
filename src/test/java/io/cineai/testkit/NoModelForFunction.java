package io.cineai.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Keeps a function under test from language models, whatever keys the environment holds. */
public final class NoModelForFunction implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of("cineai.llm.provider", "local");
    }

    @Override
    public void stop() {}
}
