package io.cineai.item;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

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

    /** Documents one after the other in one piece of memory, out of which their parts can be cut. */
    public static final class Parts implements Closeable {
        private final Memory memory = new Memory();
        private final JsonGenerator out;

        public Parts() {
            try {
                out = JSON.createGenerator(memory).setRootValueSeparator(null);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        public JsonGenerator out() {
            return out;
        }

        /** How many bytes there are so far. */
        public int size() throws IOException {
            out.flush();
            return memory.size();
        }

        /** The bytes from one place to another. */
        public byte[] bytes(int from, int to) {
            return memory.bytes(from, to);
        }

        void copy(int from, int to, ByteArrayOutputStream target) {
            memory.copy(from, to, target);
        }
    }

    private static final class Memory extends ByteArrayOutputStream {
        Memory() {
            super(1 << 16);
        }

        byte[] bytes(int from, int to) {
            return Arrays.copyOfRange(buf, from, to);
        }

        void copy(int from, int to, ByteArrayOutputStream target) {
            target.write(buf, from, to - from);
        }
    }
}
