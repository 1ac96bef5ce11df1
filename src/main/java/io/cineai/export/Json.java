package io.cineai.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads JSON, a token at a time. */
final class Json {
    private static final JsonFactory JSON = new JsonFactory();

    private Json() {}

    /** An object of objects, texts and numbers; anything else in it is left out. */
    static Map<String, Object> read(byte[] json) throws IOException {
        try (JsonParser in = JSON.createParser(json)) {
            if (in.nextToken() != JsonToken.START_OBJECT) throw new IOException("not a JSON object");
            return object(in);
        }
    }

    private static Map<String, Object> object(JsonParser in) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            if (value == JsonToken.START_OBJECT) fields.put(name, object(in));
            else if (value == JsonToken.VALUE_STRING) fields.put(name, in.getText());
            else if (value == JsonToken.VALUE_NUMBER_INT) fields.put(name, in.getLongValue());
            else in.skipChildren();
        }
        if (in.currentToken() != JsonToken.END_OBJECT) throw new IOException("half a JSON object");
        return fields;
    }
}
