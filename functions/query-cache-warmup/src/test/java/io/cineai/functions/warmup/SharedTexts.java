package io.cineai.functions.warmup;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** What users typed may go out to a model. */
public final class SharedTexts implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of("cineai.llm.share-user-text", "true");
    }

    @Override
    public void stop() {}
}
