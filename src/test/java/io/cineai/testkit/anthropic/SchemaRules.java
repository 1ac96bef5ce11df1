package io.cineai.testkit.anthropic;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The part of JSON schema that answers can be held to. */
public final class SchemaRules {
    private static final Set<String> NOT_TAKEN = Set.of(
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "pattern",
            "minItems",
            "maxItems",
            "uniqueItems");

    private SchemaRules() {}

    /** Empty where it is taken. place: of the schema in the request. */
    public static Optional<ApiError> broken(JsonObject schema, String place) {
        return own(schema, place)
                .or(() -> inside(schema, place).flatMap(Optional::stream).findFirst());
    }

    private static Optional<ApiError> own(JsonObject schema, String place) {
        for (String word : schema.fieldNames())
            if (NOT_TAKEN.contains(word))
                return Optional.of(ApiError.invalid(place + ": property '" + word + "' is not supported"));
        boolean isObject = "object".equals(schema.getValue("type"));
        boolean isClosed = Boolean.FALSE.equals(schema.getValue("additionalProperties"));
        return isObject && !isClosed
                ? Optional.of(ApiError.invalid(
                        place + ": For 'object' type, 'additionalProperties' must be explicitly set to false"))
                : Optional.empty();
    }

    private static Stream<Optional<ApiError>> inside(JsonObject schema, String place) {
        Stream<Optional<ApiError>> named = Stream.of("properties", "$defs").flatMap(name -> {
            JsonObject schemas = schema.getJsonObject(name, new JsonObject());
            return schemas.fieldNames().stream()
                    .map(it -> broken(schemas.getJsonObject(it), place + "." + name + "." + it));
        });
        Stream<Optional<ApiError>> items =
                Stream.ofNullable(schema.getJsonObject("items")).map(it -> broken(it, place + ".items"));
        Stream<Optional<ApiError>> either = List.of("anyOf", "allOf").stream()
                .flatMap(name -> MessageRules.objects(schema.getJsonArray(name, new JsonArray()))
                        .map(it -> broken(it, place + "." + name)));
        return Stream.of(named, items, either).flatMap(it -> it);
    }
}
