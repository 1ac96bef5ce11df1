package io.cineai.analyze;

import io.cineai.movie.Term;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON schema of an answer as plain maps, of the part of the language that providers enforce: closed objects with every field
 * required, enums, lists. Ranges and lengths are not in that part; {@link Fields} checks them.
 */
public final class Schema {
    private Schema() {}

    public static Map<String, Object> object(Map<String, Object> properties) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", List.copyOf(properties.keySet()));
        schema.put("additionalProperties", false);
        return schema;
    }

    public static Map<String, Object> list(Map<String, Object> items) {
        return ordered("type", "array", "items", items);
    }

    public static Map<String, Object> number() {
        return ordered("type", "number");
    }

    public static Map<String, Object> integer() {
        return ordered("type", "integer");
    }

    public static Map<String, Object> text() {
        return ordered("type", "string");
    }

    public static <T extends Enum<T> & Term> Map<String, Object> term(Class<T> vocabulary) {
        return word(ids(vocabulary));
    }

    public static <T extends Enum<T> & Term> Map<String, Object> terms(Class<T> vocabulary) {
        return list(term(vocabulary));
    }

    /** One of these words. */
    public static Map<String, Object> word(List<String> words) {
        return ordered("type", "string", "enum", words);
    }

    static <T extends Enum<T> & Term> List<String> ids(Class<T> vocabulary) {
        return Arrays.stream(vocabulary.getEnumConstants()).map(Term::id).toList();
    }

    /** In the order in which they are given: equal requests must be equal bytes, or the provider's cache is of no use. */
    public static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        return map;
    }
}
