package io.cineai.functions.console;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Settings for the console under test, as its arguments say. */
public final class Configured implements QuarkusTestResourceLifecycleManager {
    private Map<String, String> settings = Map.of();

    @Override
    public void init(Map<String, String> arguments) {
        settings = Map.copyOf(arguments);
    }

    @Override
    public Map<String, String> start() {
        return settings;
    }

    @Override
    public void stop() {}
}
