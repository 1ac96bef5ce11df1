package io.cineai.testkit.anthropic;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Good requests, to be spoiled by tests. */
final class Requests {
    private static final String LONG_RUBRIC = "Say how the film looks. ".repeat(400);

    private Requests() {}

    static JsonObject about(String title) {
        return new JsonObject()
                .put("model", "claude-haiku-5-5")
                .put("max_tokens", 1200)
                .put("system", "Say how the film looks.")
                .put("messages", new JsonArray().add(said("user", film(title))))
                .put("output_config", new JsonObject().put("format", format(schema())));
    }

    static String film(String title) {
        return new JsonObject().put("title", title).put("year", 1995).encode();
    }

    static JsonObject said(String role, String text) {
        return new JsonObject().put("role", role).put("content", text);
    }

    static JsonObject schema() {
        return object(new JsonObject()
                .put("mood", new JsonObject().put("type", "string").put("enum", new JsonArray().add("dark")))
                .put("score", new JsonObject().put("type", "number")));
    }

    static JsonObject object(JsonObject properties) {
        return new JsonObject()
                .put("type", "object")
                .put("additionalProperties", false)
                .put("properties", properties);
    }

    static JsonObject format(JsonObject schema) {
        return new JsonObject().put("type", "json_schema").put("schema", schema);
    }

    static JsonObject withSchema(JsonObject schema) {
        return about("Heat").put("output_config", new JsonObject().put("format", format(schema)));
    }

    /** With a system text that is long enough to be remembered, and marked so. */
    static JsonObject marked(String title, JsonObject mark) {
        JsonObject block =
                new JsonObject().put("type", "text").put("text", LONG_RUBRIC).put("cache_control", mark);
        return about(title).put("system", new JsonArray().add(block));
    }

    static JsonObject forFiveMinutes() {
        return new JsonObject().put("type", "ephemeral");
    }

    /** Requests named film-0, film-1, and so on. */
    static JsonObject batch(JsonObject... params) {
        JsonArray requests = new JsonArray();
        for (JsonObject each : params) requests.add(item("film-" + requests.size(), each));
        return new JsonObject().put("requests", requests);
    }

    static JsonObject item(String customId, JsonObject params) {
        return new JsonObject().put("custom_id", customId).put("params", params);
    }
}
