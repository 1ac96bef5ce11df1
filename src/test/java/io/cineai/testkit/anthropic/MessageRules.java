package io.cineai.testkit.anthropic;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a message request must keep. Strict: a double that takes anything proves nothing. */
final class MessageRules {
    private static final Set<String> FIELDS = Set.of(
            "model",
            "max_tokens",
            "messages",
            "system",
            "output_config",
            "metadata",
            "service_tier",
            "stop_sequences",
            "stream",
            "temperature",
            "top_k",
            "top_p",
            "thinking",
            "tools",
            "tool_choice",
            "cache_control");
    private static final Set<String> EFFORTS = Set.of("low", "medium", "high", "xhigh", "max");
    private static final Set<String> NOT_IN_SCHEMAS =
            Set.of("minimum", "maximum", "multipleOf", "minLength", "maxLength", "minItems", "maxItems", "pattern");
    private static final int MOST_BREAKPOINTS = 4;

    private MessageRules() {}

    /** Empty where the request is good. */
    static Optional<ApiError> broken(JsonObject request) {
        return Stream.<Optional<ApiError>>of(
                        fields(request), model(request), maxTokens(request), messages(request), cache(request))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> ofModel(request))
                .or(() -> format(request));
    }

    /** The same without what only an answer needs. */
    static Optional<ApiError> brokenCount(JsonObject request) {
        if (request.containsKey("max_tokens"))
            return Optional.of(ApiError.invalid("max_tokens: Extra inputs are not permitted"));
        return broken(request.copy().put("max_tokens", 1));
    }

    private static Optional<ApiError> fields(JsonObject request) {
        return request.fieldNames().stream()
                .filter(name -> !FIELDS.contains(name))
                .map(name -> ApiError.invalid(name + ": Extra inputs are not permitted"))
                .findFirst();
    }

    private static Optional<ApiError> model(JsonObject request) {
        if (!(request.getValue("model") instanceof String model))
            return Optional.of(ApiError.invalid("model: Field required"));
        return ModelTraits.of(model).isPresent()
                ? Optional.empty()
                : Optional.of(ApiError.of(404, "not_found_error", "model: " + model));
    }

    private static Optional<ApiError> maxTokens(JsonObject request) {
        if (!(request.getValue("max_tokens") instanceof Integer max))
            return Optional.of(ApiError.invalid("max_tokens: Field required"));
        int most = ModelTraits.of(String.valueOf(request.getValue("model")))
                .map(ModelTraits::maxOutput)
                .orElse(1);
        if (max < 1 || max > most)
            return Optional.of(ApiError.invalid("max_tokens: " + max + " must be between 1 and " + most));
        return Optional.empty();
    }

    private static Optional<ApiError> messages(JsonObject request) {
        if (!(request.getValue("messages") instanceof JsonArray messages))
            return Optional.of(ApiError.invalid("messages: Field required"));
        if (messages.isEmpty()) return Optional.of(ApiError.invalid("messages: at least one message is required"));
        if (!"user".equals(messages.getJsonObject(0).getString("role")))
            return Optional.of(ApiError.invalid("messages: first message must use the \"user\" role"));
        if ("assistant".equals(messages.getJsonObject(messages.size() - 1).getString("role")))
            return Optional.of(ApiError.invalid("messages: this model does not support assistant message prefill"));
        boolean blank = objects(messages)
                .anyMatch(message -> text(message.getValue("content")).isBlank());
        return blank
                ? Optional.of(ApiError.invalid("messages: text content blocks must be non-empty"))
                : Optional.empty();
    }

    private static Optional<ApiError> cache(JsonObject request) {
        if (!(request.getValue("system") instanceof JsonArray system)) return Optional.empty();
        List<JsonObject> marks = objects(system)
                .map(block -> block.getJsonObject("cache_control"))
                .filter(mark -> mark != null)
                .toList();
        if (marks.size() > MOST_BREAKPOINTS)
            return Optional.of(ApiError.invalid("a maximum of 4 blocks with cache_control may be provided"));
        boolean good = marks.stream()
                .allMatch(mark -> "ephemeral".equals(mark.getString("type"))
                        && Set.of("5m", "1h").contains(mark.getString("ttl", "5m")));
        return good ? Optional.empty() : Optional.of(ApiError.invalid("system: cache_control is not valid"));
    }

    private static Optional<ApiError> ofModel(JsonObject request) {
        String model = request.getString("model");
        ModelTraits traits = ModelTraits.of(model).orElseThrow();
        boolean tuned = Stream.of("temperature", "top_p", "top_k").anyMatch(request::containsKey);
        if (tuned && !traits.temperature())
            return Optional.of(ApiError.invalid("temperature, top_p and top_k are not supported by " + model));
        String choice = request.getJsonObject("tool_choice", new JsonObject()).getString("type", "auto");
        if (Set.of("any", "tool").contains(choice) && !traits.forcedTool())
            return Optional.of(ApiError.invalid("tool_choice: type " + choice + " is not supported by " + model));
        String effort = request.getJsonObject("output_config", new JsonObject()).getString("effort");
        if (effort != null && !traits.effort())
            return Optional.of(ApiError.invalid("output_config.effort: not supported by " + model));
        if (effort != null && !EFFORTS.contains(effort))
            return Optional.of(ApiError.invalid("output_config.effort: " + effort));
        return Optional.empty();
    }

    private static Optional<ApiError> format(JsonObject request) {
        JsonObject format =
                request.getJsonObject("output_config", new JsonObject()).getJsonObject("format");
        if (format == null) return Optional.empty();
        if (!"json_schema".equals(format.getString("type")))
            return Optional.of(ApiError.invalid("output_config.format.type: must be json_schema"));
        JsonObject schema = format.getJsonObject("schema");
        if (schema == null) return Optional.of(ApiError.invalid("output_config.format.schema: Field required"));
        return schema(schema, "output_config.format.schema");
    }

    private static Optional<ApiError> schema(JsonObject schema, String place) {
        for (String word : NOT_IN_SCHEMAS)
            if (schema.containsKey(word))
                return Optional.of(ApiError.invalid(place + ": property '" + word + "' is not supported"));
        boolean isObject = "object".equals(schema.getValue("type"));
        if (isObject && !Boolean.FALSE.equals(schema.getValue("additionalProperties")))
            return Optional.of(ApiError.invalid(
                    place + ": For 'object' type, 'additionalProperties' must be explicitly set to false"));
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        Stream<Optional<ApiError>> inProperties = properties.fieldNames().stream()
                .map(name -> schema(properties.getJsonObject(name), place + ".properties." + name));
        Stream<Optional<ApiError>> inItems =
                Stream.ofNullable(schema.getJsonObject("items")).map(items -> schema(items, place + ".items"));
        return Stream.concat(inProperties, inItems).flatMap(Optional::stream).findFirst();
    }

    static Stream<JsonObject> objects(JsonArray array) {
        return IntStream.range(0, array.size()).mapToObj(array::getJsonObject);
    }

    /** The text of a content, which is a text or a list of blocks. */
    static String text(Object content) {
        if (content instanceof String text) return text;
        if (!(content instanceof JsonArray blocks)) return "";
        return String.join(
                "", objects(blocks).map(block -> block.getString("text", "")).toList());
    }
}
