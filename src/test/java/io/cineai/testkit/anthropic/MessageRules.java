package io.cineai.testkit.anthropic;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a message request must keep. Strict: a double that takes anything proves nothing. */
final class MessageRules {
    private static final Set<String> COUNTED =
            Set.of("model", "messages", "system", "output_config", "thinking", "tools", "tool_choice", "cache_control");
    private static final Set<String> NOT_COUNTED = Set.of(
            "max_tokens", "metadata", "service_tier", "stop_sequences", "stream", "temperature", "top_k", "top_p");
    private static final Set<String> EFFORTS = Set.of("low", "medium", "high", "xhigh", "max");
    private static final int MOST_BREAKPOINTS = 4;

    /** In the order in which they are looked at: a later one may count on the earlier ones. */
    private static final List<Function<JsonObject, Optional<ApiError>>> RULES = List.of(
            MessageRules::fields,
            MessageRules::model,
            MessageRules::maxTokens,
            MessageRules::messages,
            MessageRules::system,
            MessageRules::breakpoints,
            MessageRules::ofModel,
            MessageRules::output);

    private MessageRules() {}

    /** Empty where the request is good. */
    static Optional<ApiError> broken(JsonObject request) {
        return RULES.stream().flatMap(rule -> rule.apply(request).stream()).findFirst();
    }

    /** The same without what only an answer needs. */
    static Optional<ApiError> brokenCount(JsonObject request) {
        return NOT_COUNTED.stream()
                .filter(request::containsKey)
                .map(MessageRules::extra)
                .findFirst()
                .or(() -> broken(request.copy().put("max_tokens", 1)));
    }

    private static Optional<ApiError> fields(JsonObject request) {
        if (Boolean.TRUE.equals(request.getValue("stream"))) return invalid("stream: this double does not stream");
        return request.fieldNames().stream()
                .filter(name -> !COUNTED.contains(name) && !NOT_COUNTED.contains(name))
                .map(MessageRules::extra)
                .findFirst();
    }

    private static ApiError extra(String name) {
        return ApiError.invalid(name + ": Extra inputs are not permitted");
    }

    private static Optional<ApiError> model(JsonObject request) {
        if (!(request.getValue("model") instanceof String model)) return invalid("model: Field required");
        return ModelTraits.of(model).isPresent() ? Optional.empty() : Optional.of(ApiError.notFound("model: " + model));
    }

    private static Optional<ApiError> maxTokens(JsonObject request) {
        if (!(request.getValue("max_tokens") instanceof Integer max)) return invalid("max_tokens: Field required");
        int most = traits(request).maxOutput();
        return max >= 1 && max <= most
                ? Optional.empty()
                : invalid("max_tokens: " + max + " must be between 1 and " + most);
    }

    private static Optional<ApiError> messages(JsonObject request) {
        if (!(request.getValue("messages") instanceof JsonArray messages)) return invalid("messages: Field required");
        if (messages.isEmpty()) return invalid("messages: at least one message is required");
        List<String> roles =
                objects(messages).map(message -> message.getString("role", "")).toList();
        if (!Set.of("user", "assistant").containsAll(roles)) return invalid("messages: role must be user or assistant");
        if (!roles.get(0).equals("user")) return invalid("messages: first message must use the \"user\" role");
        if (roles.get(roles.size() - 1).equals("assistant"))
            return invalid("messages: this model does not support assistant message prefill");
        return objects(messages).allMatch(message -> isText(message.getValue("content")))
                ? Optional.empty()
                : invalid("messages: text content blocks must be non-empty");
    }

    private static Optional<ApiError> system(JsonObject request) {
        Object system = request.getValue("system");
        boolean good = system == null || system instanceof String || isText(system);
        return good ? Optional.empty() : invalid("system: text content blocks must be non-empty");
    }

    /** Wherever they stand. */
    private static Optional<ApiError> breakpoints(JsonObject request) {
        Stream<JsonObject> blocks = Stream.concat(
                        Stream.of(request.getValue("system"), request.getValue("tools")),
                        objects(request.getJsonArray("messages")).map(message -> message.getValue("content")))
                .filter(JsonArray.class::isInstance)
                .flatMap(array -> objects((JsonArray) array));
        List<JsonObject> marks = Stream.concat(blocks, Stream.of(request))
                .map(block -> block.getJsonObject("cache_control"))
                .filter(Objects::nonNull)
                .toList();
        if (marks.size() > MOST_BREAKPOINTS)
            return invalid("a maximum of 4 blocks with cache_control may be provided. Found " + marks.size());
        boolean good = marks.stream()
                .allMatch(mark -> "ephemeral".equals(mark.getString("type"))
                        && Set.of("5m", "1h").contains(mark.getString("ttl", "5m")));
        return good ? Optional.empty() : invalid("cache_control: is not valid");
    }

    private static Optional<ApiError> ofModel(JsonObject request) {
        String model = request.getString("model");
        ModelTraits traits = traits(request);
        boolean tuned = Stream.of("temperature", "top_p", "top_k").anyMatch(request::containsKey);
        if (tuned && !traits.temperature())
            return invalid("temperature, top_p and top_k are not supported by " + model);
        boolean budgeted = request.getJsonObject("thinking", new JsonObject()).containsKey("budget_tokens");
        if (budgeted && !traits.temperature()) return invalid("thinking.budget_tokens: not supported by " + model);
        String choice = request.getJsonObject("tool_choice", new JsonObject()).getString("type", "auto");
        boolean forced = Set.of("any", "tool").contains(choice);
        if (forced && !traits.forcedTool())
            return invalid("tool_choice: type " + choice + " is not supported by " + model);
        return forced && !request.containsKey("tools")
                ? invalid("tool_choice: may only be given with tools")
                : Optional.empty();
    }

    private static Optional<ApiError> output(JsonObject request) {
        JsonObject config = request.getJsonObject("output_config", new JsonObject());
        if (!Set.of("effort", "format").containsAll(config.fieldNames()))
            return invalid("output_config: Extra inputs are not permitted");
        String effort = config.getString("effort");
        if (effort != null && !traits(request).effort())
            return invalid("output_config.effort: not supported by " + request.getString("model"));
        if (effort != null && !EFFORTS.contains(effort)) return invalid("output_config.effort: " + effort);
        JsonObject format = config.getJsonObject("format");
        return format == null ? Optional.empty() : format(format);
    }

    private static Optional<ApiError> format(JsonObject format) {
        if (!"json_schema".equals(format.getValue("type")))
            return invalid("output_config.format.type: must be json_schema");
        if (!Set.of("type", "schema").equals(format.fieldNames()))
            return invalid("output_config.format: must have type and schema, and nothing else");
        return SchemaRules.broken(format.getJsonObject("schema"), "output_config.format.schema");
    }

    private static ModelTraits traits(JsonObject request) {
        return ModelTraits.of(request.getString("model")).orElseThrow();
    }

    private static Optional<ApiError> invalid(String message) {
        return Optional.of(ApiError.invalid(message));
    }

    static Stream<JsonObject> objects(JsonArray array) {
        return IntStream.range(0, array.size()).mapToObj(array::getJsonObject);
    }

    /** A text, or a list of blocks of text, that says something. */
    private static boolean isText(@Nullable Object content) {
        if (!(content instanceof JsonArray blocks)) return !text(content).isBlank();
        return !blocks.isEmpty()
                && objects(blocks)
                        .allMatch(block -> "text".equals(block.getString("type"))
                                && !block.getString("text", "").isBlank());
    }

    /** The text of a content, which is a text or a list of blocks. */
    static String text(@Nullable Object content) {
        if (content instanceof String text) return text;
        if (!(content instanceof JsonArray blocks)) return "";
        return String.join(
                "", objects(blocks).map(block -> block.getString("text", "")).toList());
    }
}
