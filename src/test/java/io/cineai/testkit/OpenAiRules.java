package io.cineai.testkit;

import io.cineai.testkit.anthropic.ApiError;
import io.cineai.testkit.anthropic.SchemaRules;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a request for a completion must keep. */
final class OpenAiRules {
    private static final Set<String> FIELDS = Set.of("model", "messages", "max_completion_tokens", "response_format");
    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant");

    private OpenAiRules() {}

    /** Empty where the request is good. */
    static Optional<ApiError> broken(Buffer body) {
        try {
            return broken(new JsonObject(body));
        } catch (DecodeException | ClassCastException malformed) {
            return invalid("the request is not valid: " + malformed.getMessage());
        }
    }

    private static Optional<ApiError> broken(JsonObject request) {
        for (String name : request.fieldNames())
            if (!FIELDS.contains(name)) return invalid("Unrecognized request argument supplied: " + name);
        if (!FakeOpenAi.MODEL.equals(request.getString("model")))
            return Optional.of(error(404, "invalid_request_error", "model_not_found", "The model does not exist"));
        List<JsonObject> messages = objects(request.getJsonArray("messages", new JsonArray()));
        if (messages.isEmpty()) return invalid("[] is too short - 'messages'");
        for (JsonObject message : messages)
            if (!ROLES.contains(message.getString("role", "")) || message.getString("content") == null)
                return invalid("messages: role or content is not valid");
        if (request.getInteger("max_completion_tokens", 1) < 1) return invalid("max_completion_tokens: too small");
        JsonObject format = request.getJsonObject("response_format");
        return format == null ? Optional.empty() : format(format);
    }

    /** Strict, and nothing else. */
    private static Optional<ApiError> format(JsonObject format) {
        JsonObject named = format.getJsonObject("json_schema", new JsonObject());
        if (!"json_schema".equals(format.getString("type")) || !Boolean.TRUE.equals(named.getValue("strict")))
            return invalid("response_format: must be a strict json_schema");
        if (!named.getString("name", "").matches("[a-zA-Z0-9_-]{1,64}"))
            return invalid("response_format.json_schema.name: is not valid");
        JsonObject schema = named.getJsonObject("schema", new JsonObject());
        return SchemaRules.broken(schema, "schema")
                .map(error -> error(400, "invalid_request_error", "", error.message()))
                .or(() -> unrequired(schema) ? invalid("schema: all fields must be required") : Optional.empty());
    }

    private static boolean unrequired(JsonObject schema) {
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        JsonArray required = schema.getJsonArray("required", new JsonArray());
        Stream<JsonObject> inside = properties.fieldNames().stream().map(properties::getJsonObject);
        Stream<JsonObject> items = Stream.ofNullable(schema.getJsonObject("items"));
        return !properties.fieldNames().stream().allMatch(required::contains)
                || Stream.concat(inside, items).anyMatch(OpenAiRules::unrequired);
    }

    private static Optional<ApiError> invalid(String message) {
        return Optional.of(error(400, "invalid_request_error", "invalid_value", message));
    }

    static ApiError error(int status, String type, String code, String message) {
        return new ApiError(status, type, message, new JsonObject().put("error_code", code));
    }

    private static List<JsonObject> objects(JsonArray array) {
        return IntStream.range(0, array.size()).mapToObj(array::getJsonObject).toList();
    }
}
