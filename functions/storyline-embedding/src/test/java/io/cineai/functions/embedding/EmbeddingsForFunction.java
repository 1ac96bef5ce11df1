package io.cineai.functions.embedding;

import io.cineai.testkit.FakeEmbeddings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** Gives the function under test an embedding model of a compatible server, which is a strict double; its arguments are further settings. */
public final class EmbeddingsForFunction implements QuarkusTestResourceLifecycleManager {
    /** Lets tests arrange and assert; set while the function under test runs. */
    static FakeEmbeddings server;

    @Override
    public Map<String, String> start() {
        server = new FakeEmbeddings();
        return new HashMap<>(Map.of(
                "cineai.embed.provider",
                "openai",
                "cineai.embed.model",
                FakeEmbeddings.MODEL,
                "cineai.embed.base-url",
                server.url() + "/v1",
                "cineai.embed.api-key",
                FakeEmbeddings.KEY,
                "cineai.embed.dimensions",
                "32",
                "cineai.embed.batch-size",
                "50",
                "cineai.embed.app-model",
                FakeEmbeddings.MODEL,
                "cineai.embed.timeout",
                "3s"));
    }

    @Override
    public void stop() {
        server.close();
    }
}
