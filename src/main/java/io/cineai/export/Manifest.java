package io.cineai.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cineai.item.JsonBytes;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What there is to read, and where: the one file that changes in place. Similar films have an index of their own, so that it stays small.
 *
 * @param generatedAt when what it says last changed: an export that changes nothing leaves every byte as it is, and ETags hold
 * @param lists by key
 * @param index of similar films; null where there are none
 * @param similar what the index says: file by film
 */
record Manifest(
        Instant generatedAt,
        SortedMap<String, Entry> lists,
        @Nullable Entry index,
        SortedMap<String, String> similar) {
    Manifest {
        lists = Collections.unmodifiableSortedMap(new TreeMap<>(lists));
        similar = Collections.unmodifiableSortedMap(new TreeMap<>(similar));
    }

    /**
     * One file.
     *
     * @param name what people call it; null for the index
     * @param href relative to the manifest
     * @param films in it
     * @param bytes zipped
     */
    record Entry(@Nullable String name, String href, long films, long bytes) {
        private void write(JsonGenerator out) throws IOException {
            out.writeStartObject();
            if (name != null) out.writeStringField("name", name);
            out.writeStringField("href", href);
            out.writeNumberField("films", films);
            out.writeNumberField("bytes", bytes);
            out.writeEndObject();
        }

        private static Entry of(Object json) throws IOException {
            if (json instanceof Map<?, ?> fields
                    && fields.get("href") instanceof String href
                    && fields.get("films") instanceof Long films
                    && fields.get("bytes") instanceof Long bytes)
                return new Entry(fields.get("name") instanceof String name ? name : null, href, films, bytes);
            throw new IOException("not an entry of a manifest");
        }
    }

    static Manifest nothing() {
        return new Manifest(Instant.EPOCH, new TreeMap<>(), null, new TreeMap<>());
    }

    boolean saysTheSame(Manifest other) {
        return lists.equals(other.lists) && Optional.ofNullable(index).equals(Optional.ofNullable(other.index));
    }

    /** Every file that somebody who has this manifest may ask for. */
    Set<String> hrefs() {
        Set<String> hrefs = new HashSet<>(similar.values());
        lists.values().forEach(entry -> hrefs.add(entry.href()));
        if (index != null) hrefs.add(index.href());
        return hrefs;
    }

    byte[] toJson() {
        return JsonBytes.of(out -> {
            out.writeStartObject();
            out.writeStringField("generatedAt", generatedAt.toString());
            out.writeObjectFieldStart("lists");
            for (Map.Entry<String, Entry> list : lists.entrySet()) {
                out.writeFieldName(list.getKey());
                list.getValue().write(out);
            }
            out.writeEndObject();
            if (index != null) {
                out.writeFieldName("similar");
                index.write(out);
            }
            out.writeEndObject();
        });
    }

    /** @param index what the file says that the manifest names as its index */
    static Manifest of(byte[] json, Unzipped index) throws IOException {
        Map<String, Object> fields = Json.read(json);
        if (!(fields.get("generatedAt") instanceof String at && fields.get("lists") instanceof Map<?, ?> entries))
            throw new IOException("not a manifest");
        SortedMap<String, Entry> lists = new TreeMap<>();
        for (Map.Entry<?, ?> list : entries.entrySet())
            lists.put(String.valueOf(list.getKey()), Entry.of(list.getValue()));
        Entry similar = fields.containsKey("similar") ? Entry.of(fields.get("similar")) : null;
        return new Manifest(
                instant(at), lists, similar, similar == null ? new TreeMap<>() : files(index.of(similar.href())));
    }

    interface Unzipped {
        byte[] of(String href) throws IOException;
    }

    static byte[] indexJson(SortedMap<String, String> similar) {
        return JsonBytes.of(out -> {
            out.writeStartObject();
            for (Map.Entry<String, String> film : similar.entrySet())
                out.writeStringField(film.getKey(), film.getValue());
            out.writeEndObject();
        });
    }

    private static SortedMap<String, String> files(byte[] index) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        for (Map.Entry<String, Object> film : Json.read(index).entrySet())
            if (film.getValue() instanceof String href) files.put(film.getKey(), href);
        return files;
    }

    private static Instant instant(String text) throws IOException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException malformed) {
            throw new IOException("not a manifest", malformed);
        }
    }
}
