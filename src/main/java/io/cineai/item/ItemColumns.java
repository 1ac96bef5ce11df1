package io.cineai.item;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a list's films hold as text: of each film its reason, its thematic factors and its explanation, one after the other.
 * They are sent as they stand: characters that become bytes one by one were a fifteenth of what Java does for a list.
 *
 * @param bytes of all of them, UTF-8
 * @param ends where each of them ends, {@value #A_FILM} a film; null is what ends where it begins: the reason and the explanation (JSON)
 *     where no reason was asked for, the thematic factors (JSON) where the film's themes are unknown
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only sent
public record ItemColumns(byte[] bytes, int[] ends) {
    public static final int A_FILM = 3;

    public @Nullable String reason(int film) {
        return text(A_FILM * film);
    }

    public @Nullable String thematicFactors(int film) {
        return text(A_FILM * film + 1);
    }

    public @Nullable String explanation(int film) {
        return text(A_FILM * film + 2);
    }

    private @Nullable String text(int text) {
        int begin = begin(text);
        return begin == ends[text] ? null : new String(bytes, begin, ends[text] - begin, StandardCharsets.UTF_8);
    }

    /** Where the texts of a film begin, and where the last of them ends, in something in which all of them begin at {@code origin}. */
    public int[] places(int film, int origin) {
        int[] places = new int[A_FILM + 1];
        for (int k = 0; k <= A_FILM; k++) places[k] = origin + begin(A_FILM * film + k);
        return places;
    }

    /** Each begins where the one before it ends. */
    private int begin(int text) {
        return text == 0 ? 0 : ends[text - 1];
    }

    /** Takes them, in their order. */
    public static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 15);
        private final int[] ends;
        private int count;

        public Writer(int films) {
            ends = new int[A_FILM * films];
        }

        void text(@Nullable String text) {
            if (text != null) bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            ends[count++] = bytes.size();
        }

        void json(JsonBytes.Parts parts, int from, int to) {
            parts.copy(from, to, bytes);
            ends[count++] = bytes.size();
        }

        /** So far. */
        public ItemColumns written() {
            return new ItemColumns(bytes.toByteArray(), Arrays.copyOf(ends, count));
        }
    }
}
