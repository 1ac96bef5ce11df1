package io.cineai.testkit.anthropic;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A good message request, taken apart. */
public record Asked(JsonObject request) {
    public String model() {
        return request.getString("model");
    }

    public int maxTokens() {
        return request.getInteger("max_tokens");
    }

    public String system() {
        return MessageRules.text(request.getValue("system"));
    }

    /** The film, as JSON. */
    public JsonObject document() {
        return new JsonObject(firstMessage());
    }

    /** Title and year; empty where the question is about something else. */
    public String film() {
        try {
            return document().getString("title", "") + " (" + document().getValue("year") + ")";
        } catch (DecodeException | ClassCastException noFilm) {
            return "";
        }
    }

    /** Which of the three functions asks it. */
    public String function() {
        if (properties().containsKey("style_category")) return "style-analysis";
        return properties().containsKey("themes") ? "thematic-analysis" : "emotional-analysis";
    }

    public String firstMessage() {
        return MessageRules.text(
                request.getJsonArray("messages").getJsonObject(0).getValue("content"));
    }

    /** The last message, where it is not the first: a complaint about an answer. */
    public String complaint() {
        JsonArray messages = request.getJsonArray("messages");
        return messages.size() == 1
                ? ""
                : MessageRules.text(messages.getJsonObject(messages.size() - 1).getValue("content"));
    }

    /** Its schema's fields. */
    public JsonObject properties() {
        JsonObject format =
                request.getJsonObject("output_config", new JsonObject()).getJsonObject("format");
        return format == null
                ? new JsonObject()
                : format.getJsonObject("schema").getJsonObject("properties");
    }

    /** The same for the same question about the same film, whoever asks, and however often. */
    public String contentHash() {
        return sha256(model() + "\n" + system() + "\n" + firstMessage());
    }

    /** What a provider may remember: all up to the mark. */
    String prefixHash() {
        return sha256(model() + "\n" + system() + "\n" + request.getValue("output_config"));
    }

    boolean isMarked() {
        return mark() != null;
    }

    boolean isMarkedForAnHour() {
        return isMarked() && "1h".equals(mark().getString("ttl"));
    }

    private JsonObject mark() {
        if (!(request.getValue("system") instanceof JsonArray system) || system.isEmpty()) return null;
        return system.getJsonObject(system.size() - 1).getJsonObject("cache_control");
    }

    public long promptTokens() {
        return prefixTokens() + Tokens.of(request.getJsonArray("messages").encode());
    }

    public long prefixTokens() {
        return Tokens.of(system()) + Tokens.of(String.valueOf(request.getValue("output_config")));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
