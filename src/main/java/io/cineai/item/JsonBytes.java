package io.cineai.item;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON as UTF-8, a token at a time. */
public final class JsonBytes {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonBytes() {}

    /** Something that writes JSON. */
    public interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    /** Something that writes JSON of an item, or nothing. */
    public interface WritingOf<T> {
        void to(JsonGenerator out, T item) throws IOException;
    }

    /** JSON of each item, null where nothing was written of it; in one go, for what begins and ends one document costs as much as it does. */
    public static <T> List<@Nullable String> ofEach(List<T> items, WritingOf<T> writing) {
        List<@Nullable String> all = new ArrayList<>(items.size());
        Slices bytes = new Slices();
        try (JsonGenerator out = JSON.createGenerator(bytes).setRootValueSeparator(null)) {
            for (T item : items) {
                writing.to(out, item);
                out.flush();
                all.add(bytes.isEmpty() ? null : bytes.text());
                bytes.reset();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return all;
    }

    private static final class Slices extends ByteArrayOutputStream {
        Slices() {
            super(1 << 10);
        }

        boolean isEmpty() {
            return count == 0;
        }

        String text() {
            return toString(StandardCharsets.UTF_8);
        }
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
