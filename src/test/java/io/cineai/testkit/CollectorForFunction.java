package io.cineai.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a function under test somebody who receives its telemetry. */
public final class CollectorForFunction implements QuarkusTestResourceLifecycleManager {
    /** Set while the function under test runs. */
    public static Collector collector;

    @Override
    public Map<String, String> start() {
        collector = new Collector();
        return Map.of("otel.exporter.otlp.endpoint", collector.url());
    }

    @Override
    public void stop() {
        collector.close();
    }
}
