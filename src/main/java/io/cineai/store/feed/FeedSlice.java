package io.cineai.store.feed;

import io.cineai.movie.MovieId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPInputStream;

/**
 * Cuts a ready response to its first films, leaving some out, by finding where each item begins and ends: a list is bytes that
 * {@link FeedRenderer} wrote, and needs no JSON library to be read.
 */
public final class FeedSlice {
    private static final byte[] ITEMS = "\"recommendations\":[".getBytes(StandardCharsets.US_ASCII);
    private static final int ID_AT = "{\"movie_id\":\"".length();
    private static final int ID_LENGTH = 36;

    private FeedSlice() {}

    /** The response as plain JSON. */
    public static byte[] unzip(byte[] body) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        } catch (IOException damaged) {
            throw new IllegalStateException("a stored list cannot be read", damaged);
        }
    }

    /** The first {@code limit} items of the plain response, without the hidden films. */
    public static byte[] first(byte[] json, int limit, Set<UUID> hidden) {
        int at = indexOf(json, ITEMS) + ITEMS.length;
        ByteArrayOutputStream cut = new ByteArrayOutputStream(json.length);
        cut.write(json, 0, at);
        int kept = 0;
        while (json[at] == '{' && kept < limit) {
            int end = itemEnd(json, at);
            if (!hidden.contains(movieOf(json, at))) {
                if (kept++ > 0) cut.write(',');
                cut.write(json, at, end - at);
            }
            at = json[end] == ',' ? end + 1 : end;
        }
        cut.write(']');
        cut.write('}');
        return cut.toByteArray();
    }

    /** The films of the plain response, in its order. */
    public static List<MovieId> films(byte[] json) {
        List<MovieId> films = new ArrayList<>();
        int at = indexOf(json, ITEMS) + ITEMS.length;
        while (json[at] == '{') {
            films.add(new MovieId(movieOf(json, at)));
            int end = itemEnd(json, at);
            at = json[end] == ',' ? end + 1 : end;
        }
        return films;
    }

    private static UUID movieOf(byte[] json, int item) {
        return UUID.fromString(new String(json, item + ID_AT, ID_LENGTH, StandardCharsets.US_ASCII));
    }

    /** One past the brace that closes the item. */
    private static int itemEnd(byte[] json, int item) {
        int depth = 0;
        boolean inText = false;
        for (int at = item; ; at++) {
            byte b = json[at];
            if (inText) {
                if (b == '\\') at++;
                else if (b == '"') inText = false;
            } else if (b == '"') {
                inText = true;
            } else if (b == '{') {
                depth++;
            } else if (b == '}' && --depth == 0) {
                return at + 1;
            }
        }
    }

    private static int indexOf(byte[] json, byte[] part) {
        for (int at = 0; at <= json.length - part.length; at++) {
            int same = 0;
            while (same < part.length && json[at + same] == part[same]) same++;
            if (same == part.length) return at;
        }
        throw new IllegalArgumentException("not a list of recommendations");
    }
}
