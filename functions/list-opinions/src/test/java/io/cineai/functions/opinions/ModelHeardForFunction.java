package io.cineai.functions.opinions;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Switches on that a model has a say in lists; with the argument {@code share}, also that the history may go out. Asks by single calls, with
 * the argument {@code batch} by batch.
 */
public final class ModelHeardForFunction implements QuarkusTestResourceLifecycleManager {
    private String share = "false";
    private String batch = "false";

    @Override
    public void init(Map<String, String> arguments) {
        share = arguments.getOrDefault("share", share);
        batch = arguments.getOrDefault("batch", batch);
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>();
        settings.put("cineai.recommend.model.enabled", "true");
        settings.put("cineai.llm.share-user-text", share);
        settings.put("cineai.opinions.batch", batch);
        return settings;
    }

    @Override
    public void stop() {}
}
