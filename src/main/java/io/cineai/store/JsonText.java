package io.cineai.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Maps, lists, texts and numbers as the text of a json parameter. */
public final class JsonText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonText() {}

    public static String of(Object plainData) {
        try {
            return JSON.writeValueAsString(plainData);
        } catch (JsonProcessingException notPlainData) {
            throw new IllegalArgumentException("not writable as JSON: " + plainData.getClass(), notPlainData);
        }
    }
}
