package io.cineai.testkit;

import io.cineai.testkit.Stage.Way;
import io.cineai.testkit.anthropic.FakeAnthropic;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Stages whose functions ask a model, which is a strict double: one for each way to Postgres, made when it is first wanted. */
public final class ModelStages implements AutoCloseable {
    /** How long claims and reservations hold. */
    public static final Duration LEASE = Duration.ofSeconds(2);

    private final FakeAnthropic model = new FakeAnthropic();
    private final Map<Way, Stage> stages = new EnumMap<>(Way.class);
    private final Map<String, String> environment = new HashMap<>();

    /** @param more of the functions' environment, beside the model */
    public ModelStages(Map<String, String> more) {
        environment.put("CINEAI_LLM_PROVIDER", "anthropic");
        environment.put("CINEAI_LLM_BASE_URL", model.url());
        environment.put("ANTHROPIC_API_KEY", FakeAnthropic.KEY);
        environment.putAll(more);
    }

    public FakeAnthropic model() {
        return model;
    }

    /** Skips the test where the way is not there. */
    public Stage of(Way way) {
        return stages.computeIfAbsent(way.orSkip(), it -> new Stage(it, environment));
    }

    @Override
    public void close() throws IOException {
        for (Stage stage : stages.values()) stage.close();
        stages.clear();
        model.close();
    }
}
