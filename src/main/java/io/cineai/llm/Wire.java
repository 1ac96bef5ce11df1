package io.cineai.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.UncheckedIOException;
import java.util.Optional;

/** JSON as adapters read and write it: trees, so that nothing is bound by reflection, and strictly. */
public final class Wire {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Wire() {}

    public static String write(Object mapsAndLists) {
        try {
            return JSON.writeValueAsString(mapsAndLists);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Missing where it is no JSON. */
    public static JsonNode read(String text) {
        try {
            JsonNode read = JSON.readTree(text);
            return read == null ? MissingNode.getInstance() : read;
        } catch (JsonProcessingException malformed) {
            return MissingNode.getInstance();
        }
    }

    /** The object that an answer holds, as plain maps and lists, also where words stand around it; empty where there is none. */
    public static Optional<Object> objectIn(String text) {
        int start = text.indexOf('{');
        int end = text.lastIndexOf('}');
        if (start < 0 || end < start) return Optional.empty();
        JsonNode object = read(text.substring(start, end + 1));
        return object.isObject() ? Optional.of(plain(object)) : Optional.empty();
    }

    private static Object plain(JsonNode node) {
        return JSON.convertValue(node, Object.class);
    }
}
