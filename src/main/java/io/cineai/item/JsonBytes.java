package io.cineai.item;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON as UTF-8, a token at a time. */
public final class JsonBytes {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonBytes() {}

    /** Something that writes JSON. */
    public interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    public static byte[] of(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 13);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            writing.to(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
